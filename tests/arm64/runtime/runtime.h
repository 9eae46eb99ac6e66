// The layouts that the .NET native compiler (ILCompiler 9) and its class library rely on, as far as they are needed here.
#pragma once
#include <stdint.h>

typedef struct {
    uint16_t component_size;   // of an array or a string
    uint16_t flags;
    uint32_t base_size;        // with the header in front of the object
} method_table;

// The pointer stands behind the object's 8-byte header.
typedef struct {
    method_table *type;
    uint32_t length;           // of an array or a string
} object;

// Ends the process: a service was called that is not here. `caller` is looked up in the program's symbols by `run`.
void missing(const char *service, const void *caller) __attribute__((noreturn));
