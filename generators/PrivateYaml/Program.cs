using Mono.Cecil;

// PrivateYaml <generator.dll> <YamlDotNet.dll> <folder>: writes both into the folder, YamlDotNet under the name MnistLstm.Generators.YamlDotNet, which no
// other generator's copy has, and the generator referring to it by that. The same files give the same bytes.
const string PrivateName = "MnistLstm.Generators.YamlDotNet";

if (args is not [string generatorFile, string yamlFile, string folder])
{
    Console.Error.WriteLine("usage: PrivateYaml <generator.dll> <YamlDotNet.dll> <folder>");
    return 2;
}

Directory.CreateDirectory(folder);
using AssemblyDefinition yaml = AssemblyDefinition.ReadAssembly(yamlFile);
string known = yaml.Name.Name;
yaml.Name.Name = PrivateName;
yaml.MainModule.Name = PrivateName + ".dll";

// The signature is its maker's, and does not hold for a changed file.
yaml.Name.PublicKey = [];
yaml.Name.HasPublicKey = false;
yaml.MainModule.Attributes &= ~ModuleAttributes.StrongNameSigned;
Write(yaml, PrivateName);

using AssemblyDefinition generator = AssemblyDefinition.ReadAssembly(generatorFile);
AssemblyNameReference[] references = [.. generator.MainModule.AssemblyReferences.Where(reference => reference.Name == known)];
if (references.Length != 1)
{
    Console.Error.WriteLine($"{generatorFile} refers to {known} {references.Length} times, where once is expected");
    return 1;
}

references[0].Name = PrivateName;
references[0].PublicKeyToken = [];
Write(generator, Path.GetFileNameWithoutExtension(generatorFile));
return 0;

void Write(AssemblyDefinition assembly, string name) =>
    assembly.Write(Path.Combine(folder, name + ".dll"), new WriterParameters { DeterministicMvid = true, Timestamp = 0 });
