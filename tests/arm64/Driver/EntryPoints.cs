using System.Runtime.InteropServices;
using MnistLstm.Engine.Kernels;

/// <summary>What the native program of the Arm64 side (runtime/proof.c) calls.</summary>
internal static unsafe class EntryPoints
{
    /// <summary>Number of trainings.</summary>
    [UnmanagedCallersOnly(EntryPoint = "proof_trainings")]
    public static int Trainings() => Training.Count;

    /// <summary>See <see cref="Training.Run"/>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "proof_train")]
    public static void Train(int training, int width, delegate* unmanaged<int, int, float*, int, void> record) =>
        Training.Number(training).Run((SimdWidth)width, record);
}
