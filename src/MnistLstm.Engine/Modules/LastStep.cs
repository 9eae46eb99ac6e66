using System.Runtime.InteropServices;
using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Modules;

/// <summary><c>output[:, -1, :]</c>: the last time step of a sequence, [B, T, F] → [B, F].</summary>
public sealed unsafe class LastStep : Readout
{
    /// <summary>As a PyTorch user writes it.</summary>
    public override string ToString() => "output[:, -1, :]";

    internal override StepsRead Reads(StepsRead output) => StepsRead.Last;

    internal override void Forward(in Pass pass, int from, int to) =>
        Copy(Input.Row(Input.Steps - 1, from, pass.Batch), Output.Row(0, from, pass.Batch), to - from);

    private protected override void InputGradient(in Pass pass, int from, int to) =>
        Copy(Output.GradientRow(0, from, pass.Batch), Input.GradientRow(Input.Steps - 1, from, pass.Batch), to - from);

    private void Copy(float* source, float* target, int rows) =>
        NativeMemory.Copy(source, target, (nuint)rows * (nuint)Input.Pitch * sizeof(float));
}
