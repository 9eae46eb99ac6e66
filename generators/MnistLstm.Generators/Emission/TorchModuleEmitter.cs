using System.Linq;
using MnistLstm.Training.Networks;

namespace MnistLstm.Generators.Emission;

/// <summary>Writes a network as the <c>torch.nn.Module</c> that a TorchSharp user would write by hand.</summary>
internal static class TorchModuleEmitter
{
    /// <summary>Writes the class.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="path">The spec's file.</param>
    /// <param name="moduleClass">The class's name.</param>
    /// <param name="network">The network.</param>
    /// <param name="types">How types are called.</param>
    public static void Write(SourceWriter writer, string path, string moduleClass, Network network, TypeNames types)
    {
        NetworkModule[] members = network.Modules.Where(module => module is not ReadoutModule).ToArray();
        writer.Line($"/// <summary>The network of {path} in libtorch: {ModelEmitter.Grouped(network.ParameterCount)} parameters under PyTorch's "
            + $"names.</summary>");
        writer.Line(FileHeader.Attribute);
        writer.Line($"public sealed partial class {moduleClass} : nn.Module<{types.Tensor}, {types.Tensor}>");
        writer.Open();
        foreach (NetworkModule module in members)
        {
            writer.Line($"private readonly {types.TorchModule(module)} {module.Name};");
        }

        writer.Line();
        writer.Line("/// <summary>Builds the layers. libtorch draws their parameters, so the seed comes first.</summary>");
        writer.Line($"public {moduleClass}() : base(nameof({moduleClass}))");
        writer.Open();
        foreach (NetworkModule module in members)
        {
            writer.Line($"{module.Name} = nn.{TypeNames.TorchClass(module)}({Arguments(module)});");
        }

        writer.Line("RegisterComponents();");
        InitialValuesEmitter.WriteTorch(writer, network, types);
        writer.Close();
        writer.Line();
        WriteForward(writer, network, types);
        writer.Close();
    }

    private static void WriteForward(SourceWriter writer, Network network, TypeNames types)
    {
        writer.Line($"/// <summary>{network.Input} to scores, [B, {network.Output.Features}].</summary>");
        writer.Line($"public override {types.Tensor} forward({types.Tensor} input)");
        writer.Open();
        writer.Line($"using {types.DisposeScope} scope = NewDisposeScope();");
        string declared = types.Tensor + " ";
        string source = "input";
        for (int i = 0; i < network.Modules.Count; i++)
        {
            NetworkModule module = network.Modules[i];
            if (module is RecurrentModule recurrent && ReadsStates(network, i + 1))
            {
                writer.Line($"(_, {types.Tensor} h_n{(recurrent.Cell.HasCellState ? ", _" : "")}) = {module.Name}.call({source}); // {module.Output}");
                continue;
            }

            writer.Line(module switch
            {
                RecurrentModule { Cell.HasCellState: true } => $"({declared}x, _, _) = {module.Name}.call({source}); // {module.Output}",
                RecurrentModule => $"({declared}x, _) = {module.Name}.call({source}); // {module.Output}",
                ReadoutModule readout => $"{declared}x = {Read(readout, ReadsStates(network, i), source, types)}; // {module.Output}, {readout.PyTorchLine}",
                VariationalDropoutModule => $"{declared}x = {source} * {module.Name}.call(ones({source}.shape[0], 1, {source}.shape[2])); "
                    + $"// {module.Output}, one mask for all steps",
                _ => $"{declared}x = {module.Name}.call({source}); // {module.Output}",
            });
            (declared, source) = ("", "x");
        }

        writer.Line("return x.MoveToOuterDisposeScope();");
        writer.Close();
    }

    // What a dropout let through of the last states is in its output alone.
    private static bool ReadsStates(Network network, int place) =>
        place > 0 && place < network.Modules.Count
        && network.Modules[place] is ReadoutModule { Word: ReadoutModule.FinalStates } && network.Modules[place - 1] is RecurrentModule;

    private static string Read(ReadoutModule readout, bool fromStates, string source, TypeNames types)
    {
        int half = readout.Input.Features / 2;
        return readout.Word switch
        {
            ReadoutModule.Mean => $"{source}.mean(new long[] {{ 1 }})",
            ReadoutModule.FinalStates when readout.Input.Directions == 2 && fromStates =>
                $"cat(new {types.Tensor}[] {{ h_n.select(0, -2), h_n.select(0, -1) }}, 1)",
            ReadoutModule.FinalStates when readout.Input.Directions == 2 =>
                $"cat(new {types.Tensor}[] {{ {source}.select(1, -1).narrow(1, 0, {half}), {source}.select(1, 0).narrow(1, {half}, {half}) }}, 1)",
            ReadoutModule.FinalStates when fromStates => "h_n.select(0, -1)",
            _ => $"{source}.select(1, -1)",
        };
    }

    // Sizes by position, as in PyTorch; the rest by names that all versions of TorchSharp share.
    private static string Arguments(NetworkModule module) => module switch
    {
        RecurrentModule recurrent => $"{recurrent.Input.Features}, {recurrent.HiddenSize}"
            + (recurrent.NumLayers > 1 ? $", numLayers: {recurrent.NumLayers}" : "")
            + (recurrent.IsRelu ? ", nonLinearity: nn.NonLinearities.ReLU" : "")
            + (recurrent.Bias ? "" : ", bias: false")
            + ", batchFirst: true"
            + (recurrent.Dropout == 0 ? "" : $", dropout: {NetworkEmitter.Literal(recurrent.Dropout)}")
            + (recurrent.Bidirectional ? ", bidirectional: true" : ""),
        LinearModule linear => $"{linear.Input.Features}, {linear.OutFeatures}",
        LayerNormModule norm => $"{norm.Input.Features}",
        DropoutModule dropout => NetworkEmitter.Literal(dropout.P),
        VariationalDropoutModule dropout => NetworkEmitter.Literal(dropout.P),
        SoftmaxModule => "1",
        _ => "",
    };
}
