// train <file>                 trains on this machine, as the engine ordinarily runs, and records every step
// compare <x64's> <Arm64's>    holds two recordings against each other
using MnistLstm.Engine.Kernels;

switch (args)
{
    case ["train", string file]:
        Recording.Write(file, SimdWidths.Best);
        Console.WriteLine($"x64, {SimdWidths.Best.DisplayName()}, .NET {Environment.Version}: {Training.Count} trainings recorded");
        return 0;
    case ["compare", string expected, string actual]:
        Comparison comparison = new();
        comparison.Run(expected, actual);
        Console.WriteLine($"{comparison.Compared} values, {comparison.Subnormal} of them subnormal: {comparison.Different} differ");
        return comparison.Different == 0 && comparison.Compared > 0 ? 0 : 1;
    default:
        Console.Error.WriteLine("usage: Driver train <file> | compare <x64 file> <Arm64 file>");
        return 2;
}
