// Managed memory: handed out from one range, zero as the kernel gives it, and never taken back.
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include "runtime.h"

static char *next_object;
static char *end_of_objects;

static object *allocate(method_table *type, uint64_t bytes)
{
    const uint64_t reserved = 1ull << 32;
    if (next_object == NULL) {
        next_object = mmap(NULL, reserved, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (next_object == MAP_FAILED) {
            missing("4 GiB of address space", __builtin_return_address(0));
        }
        end_of_objects = next_object + reserved;
    }

    bytes = (bytes + 7) & ~7ull;
    if (bytes > (uint64_t)(end_of_objects - next_object)) {
        missing("a garbage collection (4 GiB of objects were made)", __builtin_return_address(0));
    }

    object *made = (object *)(next_object + 8);
    next_object += bytes;
    made->type = type;
    return made;
}

object *RhpNewFast(method_table *type) { return allocate(type, type->base_size); }

object *RhpNewFinalizable(method_table *type) { return allocate(type, type->base_size); }

object *RhpNewArray(method_table *type, int64_t length)
{
    if (length < 0 || length > INT32_MAX) {
        missing("an OverflowException (an array's length)", __builtin_return_address(0));
    }

    object *made = allocate(type, type->base_size + (uint64_t)length * type->component_size);
    made->length = (uint32_t)length;
    return made;
}

object *RhpNewArrayFast(method_table *type, int64_t length) { return RhpNewArray(type, length); }

object *RhpNewPtrArrayFast(method_table *type, int64_t length) { return RhpNewArray(type, length); }

object *RhNewString(method_table *type, int64_t length) { return RhpNewArray(type, length); }

void RhAllocateNewArray(method_table *type, uint32_t length, uint32_t flags, object **made) { *made = RhpNewArray(type, length); }

void RhAllocateNewObject(method_table *type, uint32_t flags, object **made) { *made = RhpNewFast(type); }

void RhSuppressFinalize(object *o) {}

int32_t RhGetGeneration(object *o) { return 2; }

object *RhpCheckedXchg(object **place, object *value) { return __atomic_exchange_n(place, value, __ATOMIC_SEQ_CST); }

object *RhpCheckedLockCmpXchg(object **place, object *value, object *comparand)
{
    __atomic_compare_exchange_n(place, &comparand, value, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
    return comparand;
}

void RhBulkMoveWithWriteBarrier(void *to, const void *from, uint64_t bytes) { memmove(to, from, bytes); }

// Handles: nothing moves or dies, so a cell that holds the pointer is enough.

object **RhpHandleAllocDependent(object *primary, object *secondary)
{
    object **handle = calloc(2, sizeof *handle);
    handle[0] = primary;
    handle[1] = secondary;
    return handle;
}

object *RhHandleGetDependent(object **handle, object **secondary)
{
    *secondary = handle[1];
    return handle[0];
}

object **RhpHandleAlloc(object *value, int32_t kind) { return RhpHandleAllocDependent(value, NULL); }
