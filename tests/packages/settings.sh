# Sourced by run: projects whose own settings, names and places are not the template's. Needs $folder, check, says, refuses.
# The template's project is built once more with each; what a project sets is what a stranger's project may have had long before it got the package.
made() { # name, folder: a project of the template in a folder of that name, or another, and there
    dotnet new mnist-lstm -n "$1" -o "$folder/${2:-$1}" >"$folder/check.log" 2>&1 || { cat "$folder/check.log"; exit 1; }
    cd "$folder/${2:-$1}"
}
set_property() { # file, property, value: instead of the one that stands there, or besides
    sed -i "/<$2>/d; 0,/<PropertyGroup>/s||<PropertyGroup><$2>$3</$2>|" "$1"
}
trained() { says "equal" dotnet run "$@" -- run first --force; }

# Strict: everything that the SDK can complain about is an error, and nothing is there by itself.
made Strict
for project in Strict.csproj Strict.Tests/Strict.Tests.csproj; do
    set_property $project Nullable disable
    set_property $project ImplicitUsings disable
    set_property $project TreatWarningsAsErrors true
    set_property $project AnalysisMode All
    set_property $project EnforceCodeStyleInBuild true
    set_property $project GenerateDocumentationFile true
    set_property $project LangVersion 12
done
# What AnalysisMode All wants of a program's own few lines, its types that are public and its tests' names, is not ours to decide.
printf '[*.cs]\ndotnet_diagnostic.CA1515.severity = none\ndotnet_diagnostic.CA1707.severity = none\ndotnet_diagnostic.CA1724.severity = none\n' >.editorconfig
printf '[Strict.Tests/Snapshots.cs]\ndotnet_diagnostic.CS1591.severity = none\n' >>.editorconfig
printf 'return Strict.Generated.ExperimentCatalog.Run(args);\n' >Program.cs
sed -i '1i using System;' Strict.Tests/Snapshots.cs
printf 'dataset: mnist-10k\ntrain_samples: 500\ntest_samples: 100\nlearning_rate: 0.01\nbatch_size: 50\nepochs: 1\nmatrix:\n  hidden_size: [4, 8]\n' >experiments/family.yaml
check "every analysis as an error, no nullable, no implicit usings, C# 12" trained
check "also in its test project" dotnet build Strict.Tests
check "an older C# is refused with what is needed" refuses "Please use language version 12.0 or greater" dotnet build Strict.csproj -p:LangVersion=11

# Names of one's own that the emitted code could take for the framework's or ours.
made Named
for name in Trainer Model Experiment Dataset Parameter Lstm Math; do echo "public class $name;"; done | sed '1i namespace Named;' >Own.cs
printf 'namespace Named.System;\n\npublic class Text;\n' >System.cs
printf 'namespace Named.MnistLstm;\n\npublic class Training;\n' >MnistLstm.cs
check "namespaces System and MnistLstm and types of our names in the project's own namespace" trained

# Another generator that brings a YamlDotNet of its own.
mkdir -p "$folder/Other" && cd "$folder/Other"
cat >Other.csproj <<'END'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>netstandard2.0</TargetFramework>
    <LangVersion>latest</LangVersion>
    <IsRoslynComponent>true</IsRoslynComponent>
    <EnforceExtendedAnalyzerRules>true</EnforceExtendedAnalyzerRules>
    <GetTargetPathDependsOn>$(GetTargetPathDependsOn);AddYaml</GetTargetPathDependsOn>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.CodeAnalysis.CSharp" Version="4.14.0" PrivateAssets="all" />
    <PackageReference Include="YamlDotNet" Version="16.3.0" PrivateAssets="all" GeneratePathProperty="true" />
  </ItemGroup>
  <Target Name="AddYaml">
    <ItemGroup>
      <TargetPathWithTargetPlatformMoniker Include="$(PkgYamlDotNet)/lib/netstandard2.0/YamlDotNet.dll" IncludeRuntimeDependency="false" />
    </ItemGroup>
  </Target>
</Project>
END
cat >Other.cs <<'END'
using Microsoft.CodeAnalysis;

[Generator]
public sealed class Other : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterPostInitializationOutput(output =>
        output.AddSource("Yaml.g.cs", "internal static class OtherYaml { public const string Version = \""
            + typeof(YamlDotNet.RepresentationModel.YamlStream).Assembly.GetName().Version + "\"; }"));
}
END
made Two
sed -i 's|</Project>|<ItemGroup><ProjectReference Include="../Other/Other.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" /></ItemGroup></Project>|' Two.csproj
printf 'System.Console.WriteLine(OtherYaml.Version);\nreturn Two.Generated.ExperimentCatalog.Run(args);\n' >Program.cs
check "a generator with a YamlDotNet of its own beside ours" trained
check "and each had its own" grep -q '^16\.0' "$folder/said.log"

# A place whose name MSBuild, the compiler or a shell could read otherwise.
made Odd 'a b;c#d größe 100% '"'"'x'"'"
check "a path with spaces, ';', '#', '%', a quote and umlauts" trained
check "its tests find the specs" says "Passed!" dotnet test

# Versions at one place, and pinned.
made Central
versions=$(grep -ho '<PackageReference Include="[^"]*" Version="[^"]*"' Central.csproj Central.Tests/Central.Tests.csproj | sed 's/PackageReference/PackageVersion/; s|$| />|' | sort -u)
printf '<Project>\n<PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally><CentralPackageTransitivePinningEnabled>true</CentralPackageTransitivePinningEnabled></PropertyGroup>\n<ItemGroup>%s</ItemGroup>\n</Project>\n' \
    "$versions" >Directory.Packages.props
sed -i 's/\(<PackageReference Include="[^"]*"\) Version="[^"]*"/\1/' Central.csproj Central.Tests/Central.Tests.csproj
check "central package management" trained
check "and its tests" says "Passed!" dotnet test

# Two experiment projects in one solution.
made Pair
mkdir second
sed 's/Pair.Tests/none/' Pair.csproj >second/Second.csproj
set_property second/Second.csproj RootNamespace Second
set_property Pair.csproj DefaultItemExcludes '$(DefaultItemExcludes);Pair.Tests/**;second/**'
printf 'return Second.Generated.ExperimentCatalog.Run(args);\n' >second/Program.cs
mkdir second/experiments
sed 's/^epochs: .*/epochs: 1/' experiments/first.yaml >second/experiments/other.yaml
dotnet sln Pair.slnx add second/Second.csproj >"$folder/check.log"
check "two experiment projects in a solution" dotnet build
check "each has its own runs" says "other" dotnet run --no-build --project second -- list
check "and its own root, from wherever it is started" says "test " dotnet run --no-build --project second -- run other
check "its results are its own" [ -d second/results/other ]

# Tests that stand beside the project, as in many solutions.
made Apart
mv Apart.Tests "$folder/Beside"
cd "$folder/Beside"
sed -i 's|<ExperimentRoot>..<|<ExperimentRoot>../Apart<|; s|"../Apart.csproj"|"../Apart/Apart.csproj"|' Apart.Tests.csproj
check "a test project in a folder beside finds the specs" says "Passed!  - Failed:     0, Passed:     2" dotnet test

# Published as a single file and started from elsewhere: it finds where it was built.
made Alone
check "a program of a single file is published" dotnet publish Alone.csproj --use-current-runtime --self-contained false -p:PublishSingleFile=true -o "$folder/alone" --nologo -v quiet
cd "$folder/alone"
check "and trains from a folder of its own" says "equal" ./Alone run first
cd "$folder"
