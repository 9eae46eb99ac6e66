// The compiled program's own tables: where they lie, and the methods that interface calls reach.
#include <stddef.h>
#include "runtime.h"

extern struct {
    uint32_t signature;
    uint16_t major, minor;
    uint32_t flags;
    uint16_t sections;
    uint8_t entry_size, entry_type;
    struct {
        int32_t id, flags;     // flag 1: `end` is given; else the section is one pointer
        char *start, *end;
    } section[];
} __ReadyToRunHeader;

typedef struct {
    void *os_module, *header;
} type_manager;

void *RhpRegisterOsModule(void *os_module) { return os_module; }

type_manager *RhpCreateTypeManager(void *os_module, void *header, void **functions, uint32_t count)
{
    static type_manager only;
    only.os_module = os_module;
    only.header = header;
    return &only;
}

void *RhpGetModuleSection(type_manager **manager, int32_t id, int32_t *bytes)
{
    for (int i = 0; i < __ReadyToRunHeader.sections; i++) {
        if (__ReadyToRunHeader.section[i].id == id) {
            char *start = __ReadyToRunHeader.section[i].start;
            *bytes = __ReadyToRunHeader.section[i].flags & 1 ? (int32_t)(__ReadyToRunHeader.section[i].end - start) : (int32_t)sizeof start;
            return start;
        }
    }

    *bytes = 0;
    return NULL;
}

uint32_t RhFindBlob(type_manager **manager, uint32_t blob, void **start, uint32_t *bytes)
{
    const int32_t first_blob = 300;
    *start = RhpGetModuleSection(manager, first_blob + (int32_t)blob, (int32_t *)bytes);
    return *start != NULL;
}

void *RhRegisterFrozenSegment(void *start, uint64_t allocated, uint64_t committed, uint64_t reserved) { return start; }

void RhRegisterInlinedThreadStaticRoot(void *root, void *manager) {}

// A dispatch cell names its interface, by address or by distance; cells of one slot form a run whose last, without code, holds the slot.
typedef struct {
    uint64_t code, interface;
} dispatch_cell;

extern void *RhResolveDispatch(object *o, method_table *interface, uint16_t slot);

void *resolve_interface_call(object *o, dispatch_cell *cell)
{
    const uint64_t kind = cell->interface & 3;
    const uint64_t near = ((uint64_t)&cell->interface + (uint64_t)(int64_t)(int32_t)cell->interface) & ~3ull;
    method_table *interface = kind == 3 ? (method_table *)near
                            : kind == 2 ? *(method_table **)near
                                        : (method_table *)(cell->interface & ~3ull);
    while (cell->code != 0) {
        cell++;
    }

    if (kind == 0 || cell->interface >> 16 != 0) {
        missing("an interface call that is not by interface and slot", __builtin_return_address(0));
    }

    return RhResolveDispatch(o, interface, (uint16_t)cell->interface);
}
