// proof <lanes>: the Arm64 side. Starts the managed code, runs all trainings with vectors of so many lanes (1: the scalar kernels) and
// writes the recording (Driver/Recording.cs) to standard output.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <ucontext.h>
#include "runtime.h"

extern char __ReadyToRunHeader[];
extern void InitializeModules(void *os_module, void **headers, int32_t count, void **functions, int32_t function_count);
extern void __managed__Startup(void);

// Driver/EntryPoints.cs
extern int32_t proof_trainings(void);
extern void proof_train(int32_t training, int32_t lanes, void (*record)(int32_t step, int32_t tensor, const float *values, int32_t count));

void missing(const char *service, const void *caller)
{
    fprintf(stderr, "missing: %s\ncaller: %p\n", service, caller);
    exit(3);
}

// Managed code turns a null reference into an exception; here it is a fault, and the end.
static void on_fault(int signal, siginfo_t *info, void *context)
{
    missing("an exception (bad address)", (const void *)((ucontext_t *)context)->uc_mcontext.pc);
}

static void append(int32_t step, int32_t tensor, const float *values, int32_t count)
{
    const int32_t head[] = { step, tensor, count };
    if (fwrite(head, sizeof head, 1, stdout) != 1 || fwrite(values, sizeof *values, (size_t)count, stdout) != (size_t)count) {
        perror("proof: the recording cannot be written");
        exit(4);
    }
}

int main(int count, char **arguments)
{
    if (count != 2) {
        fprintf(stderr, "usage: proof <lanes> >recording\n");
        return 2;
    }

    const struct sigaction fault = { .sa_sigaction = on_fault, .sa_flags = SA_SIGINFO };
    sigaction(SIGSEGV, &fault, NULL);
    void *header = __ReadyToRunHeader;
    InitializeModules(header, &header, 1, NULL, 0);
    __managed__Startup();
    for (int32_t training = 0; training < proof_trainings(); training++) {
        append(0, training, NULL, 0);
        proof_train(training, atoi(arguments[1]), append);
    }

    return 0;
}
