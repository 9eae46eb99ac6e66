// What the class library asks of the runtime and the operating system: one thread, one processor, no settings, no collector to be told.
#include <stdlib.h>
#include <string.h>
#include "runtime.h"

uint32_t RhpTrapThreads;           // 0: nobody waits for this thread
uint64_t __security_cookie = 0x2a;

void RhpReversePInvoke(void *frame) {}
void RhpReversePInvokeReturn(void *frame) {}
void RhpPInvoke(void *frame) {}
void RhpPInvokeReturn(void *frame) {}
void RhpGcPoll(void) {}

uint32_t RhGetProcessCpuCount(void) { return 1; }
uint64_t RhCurrentOSThreadId(void) { return 1; }
uint32_t RhGetKnobValues(char ***names, char ***values) { return 0; }
char *SystemNative_GetEnv(const char *name) { return NULL; }
int32_t SystemNative_GetErrNo(void) { return 0; }
void SystemNative_SetErrNo(int32_t number) {}

// Where the one thread's [ThreadStatic] fields hang; managed code fills it.
object **RhGetThreadStaticStorage(void)
{
    static object *statics;
    return &statics;
}

// Seeds the hash codes of strings, on which no result depends.
void SystemNative_GetNonCryptographicallySecureRandomBytes(void *bytes, int32_t count) { memset(bytes, 7, (size_t)count); }

void *SystemNative_Malloc(uint64_t bytes) { return malloc(bytes); }
void SystemNative_Free(void *memory) { free(memory); }
void *SystemNative_AlignedAlloc(uint64_t alignment, uint64_t bytes) { return aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment); }
void SystemNative_AlignedFree(void *memory) { free(memory); }

// Made when the class library starts; waiting on it would be named as missing.
void *SystemNative_LowLevelMonitor_Create(void) { return malloc(1); }
