using System.Collections.Generic;
using System.Linq;
using MnistLstm.Training.Networks;

namespace MnistLstm.Generators.Emission;

/// <summary>Writes how a model's parameters begin, where a spec says that: for the exact engine and for TorchSharp.</summary>
internal static class InitialValuesEmitter
{
    /// <summary>The namespace of what is written for the exact engine.</summary>
    public const string Namespace = "MnistLstm.Engine.Random";

    /// <summary>Writes the lines of a model's constructor; nothing where nothing is said.</summary>
    public static void Write(SourceWriter writer, NetworkInitialization? initialization, TypeNames types)
    {
        if (initialization is null)
        {
            return;
        }

        (string Member, WeightInit? Init)[] members =
        [
            ("WeightIh", initialization.WeightIh), ("WeightHh", initialization.WeightHh), ("Linear", initialization.Linear), ("Bias", initialization.Bias),
        ];
        IEnumerable<string> values = members.Where(member => member.Init is not null).Select(member => $"{member.Member} = {Engine(member.Init!, types)}");
        if (initialization.ForgetBias is double bias)
        {
            values = values.Append($"ForgetBias = {NetworkEmitter.Literal(bias)}");
        }

        writer.Line($"Initial = new {types.InitialValues} {{ {string.Join(", ", values)} }};");
    }

    /// <summary>Writes the lines of a module's constructor, behind the registration of its parts.</summary>
    public static void WriteTorch(SourceWriter writer, Network network, TypeNames types)
    {
        if (network.Initialization is not { } initialization)
        {
            return;
        }

        string linear = string.Join(" or ", network.Modules.OfType<LinearModule>().Select(module => $"\"{module.Name}.weight\""));
        string linearBias = string.Join("", network.Modules.OfType<LinearModule>().Select(module => $" || name == \"{module.Name}.bias\""));
        writer.Line($"foreach ((string name, {types.TorchParameter} parameter) in named_parameters())");
        writer.Open();
        Case(writer, "name.Contains(\"weight_ih\")", initialization.WeightIh);
        Case(writer, "name.Contains(\"weight_hh\")", initialization.WeightHh);
        Case(writer, $"name is {linear}", linear.Length == 0 ? null : initialization.Linear);
        Case(writer, $"name.Contains(\"bias_\"){linearBias}", initialization.Bias);
        if (initialization.ForgetBias is double bias)
        {
            string names = string.Join(" || ", network.Recurrent.Where(module => module.Cell.Word == "lstm")
                .Select(module => $"name.StartsWith(\"{module.Name}.bias_\")"));
            writer.Line($"if ({names})");
            writer.Open();
            writer.Line("long hidden = parameter.shape[0] / 4;");
            writer.Line("using var noGradients = no_grad();");
            writer.Line($"parameter.narrow(0, hidden, hidden).fill_(name.Contains(\"bias_ih\") ? {NetworkEmitter.Literal(bias)} : 0.0);");
            writer.Close();
        }

        writer.Close();
    }

    private static void Case(SourceWriter writer, string condition, WeightInit? init)
    {
        if (init is null)
        {
            return;
        }

        writer.Line($"if ({condition})");
        writer.Open();
        writer.Line($"{Torch(init)};");
        writer.Close();
        writer.Line();
    }

    private static string Engine(WeightInit init, TypeNames types)
    {
        string number = init.Number is double given ? NetworkEmitter.Literal(given) : "";
        return init.Word switch
        {
            "xavier_uniform" => $"{types.Initializer}.XavierUniform({number})",
            "xavier_normal" => $"{types.Initializer}.XavierNormal({number})",
            "kaiming_uniform" => $"{types.Initializer}.KaimingUniform()",
            "kaiming_normal" => $"{types.Initializer}.KaimingNormal()",
            "orthogonal" => $"{types.Initializer}.Orthogonal({number})",
            "normal" => $"{types.Initializer}.NormalOf({number})",
            "uniform" => number.Length == 0 ? $"{types.Initializer}.UniformFraction()" : $"{types.Initializer}.UniformWithin({number})",
            "eye" => $"{types.Initializer}.Eye()",
            _ => $"{types.Initializer}.Constant({(init.Word == "ones" ? 1 : 0)})",
        };
    }

    private static string Torch(WeightInit init)
    {
        string number = init.Number is double given ? NetworkEmitter.Literal(given) : "";
        if (init.Word == "xavier_normal")
        {
            // TorchSharp's function of that name (0.107) draws other numbers than PyTorch's.
            string gain = number.Length == 0 ? "" : $"{number} * ";
            return $"nn.init.normal_(parameter, 0.0, {gain}global::System.Math.Sqrt(2.0 / (parameter.shape[0] + parameter.shape[1])))";
        }

        string argument = number.Length == 0 ? ""
            : init.Word == "uniform" ? $", -{number}, {number}"
            : init.Word == "normal" ? $", 0.0, {number}"
            : $", {number}";
        return $"nn.init.{init.Word}_(parameter{argument})";
    }
}
