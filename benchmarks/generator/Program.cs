using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MnistLstm.Generators;
using MnistLstm.Generators.Benchmark;
using MnistLstm.Generators.Tests.Running;

// One line of figures: of the first run in this process (what a compiler that was just started pays), of a second with a new driver (what the compiler
// server pays), and of one after an edit of one file. "Reported" is the driver's own figure, the one that -p:ReportAnalyzer=true prints.
if (args.Length != 1)
{
    Console.Error.WriteLine("usage: GeneratorBenchmark <number of specs> | family | networks");
    return 2;
}

SpecText[] specs = BenchmarkSpecs.Of(args[0]);
Compilation compilation = CSharpCompilation.Create("Emitted", [], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
    new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
Timed first = Timed.Run(Driver(tracked: false), compilation);
Timed second = Timed.Run(Driver(tracked: false), compilation);
SpecText edited = SpecText.Reading(specs[0].RelativePath,
    () => Microsoft.CodeAnalysis.Text.SourceText.From(specs[0].GetText()!.ToString().Replace("epochs: 5", "epochs: 6"), System.Text.Encoding.UTF8));
Timed third = Timed.Run(second.Driver.ReplaceAdditionalText(specs[0], edited), compilation);

// What was done again is told by a driver that keeps count, which costs time of its own.
GeneratorRunResult result = Timed.Run(Timed.Run(Driver(tracked: true), compilation).Driver.ReplaceAdditionalText(specs[0], edited), compilation)
    .Driver.GetRunResult().Results.Single();
if (result.Exception is not null || result.Diagnostics.Length > 0)
{
    Console.Error.WriteLine($"{result.Exception}{string.Join("\n", result.Diagnostics)}");
    return 1;
}

int parsed = result.TrackedSteps["Parse"].SelectMany(step => step.Outputs).Count(output => output.Reason == IncrementalStepRunReason.Modified);
int emitted = result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs)
    .Count(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"| {args[0]} | {first} | {second} | {third} | {parsed} of {specs.Length} | {emitted} of {result.GeneratedSources.Length} |"));
return 0;

GeneratorDriver Driver(bool tracked) => CSharpGeneratorDriver.Create(
    [new ExperimentGenerator().AsSourceGenerator()],
    specs,
    new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.None), // as the compiler does where no documentation file is made
    new BuildOptions("models"),
    new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, tracked));
