// Calls that the compiler makes with registers of its own.
    .text

// A reference is stored: x14 where to, x15 what; x14 moves on. There is no collector to be told.
    .globl RhpAssignRefArm64, RhpCheckedAssignRefArm64
RhpAssignRefArm64:
RhpCheckedAssignRefArm64:
    str x15, [x14], #8
    ret

// A reference is copied: x13 where from, x14 where to; both move on.
    .globl RhpByRefAssignRefArm64
RhpByRefAssignRefArm64:
    ldr x15, [x13], #8
    str x15, [x14], #8
    ret

    .globl RhpAssignRef
RhpAssignRef:
    str x1, [x0]
    ret

// An interface call: x11 the dispatch cell, x0 the object; all arguments are kept, and the method found is jumped to.
    .globl RhpInitialDynamicInterfaceDispatch
RhpInitialDynamicInterfaceDispatch:
    stp x29, x30, [sp, #-224]!
    mov x29, sp
    stp x0, x1, [sp, #16]
    stp x2, x3, [sp, #32]
    stp x4, x5, [sp, #48]
    stp x6, x7, [sp, #64]
    str x8, [sp, #80]
    stp q0, q1, [sp, #96]
    stp q2, q3, [sp, #128]
    stp q4, q5, [sp, #160]
    stp q6, q7, [sp, #192]
    mov x1, x11
    bl resolve_interface_call
    mov x9, x0
    ldp x0, x1, [sp, #16]
    ldp x2, x3, [sp, #32]
    ldp x4, x5, [sp, #48]
    ldp x6, x7, [sp, #64]
    ldr x8, [sp, #80]
    ldp q0, q1, [sp, #96]
    ldp q2, q3, [sp, #128]
    ldp q4, q5, [sp, #160]
    ldp q6, q7, [sp, #192]
    ldp x29, x30, [sp], #224
    br x9

    .section .note.GNU-stack, "", %progbits
