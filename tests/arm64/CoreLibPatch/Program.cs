// CoreLibPatch <System.Private.CoreLib.dll for x64> <copy to write>
// Makes a class library that was built for x64 fit for Arm64, where it asks which instructions there are. Two kinds of `IsSupported`:
// * x86's are calls to themselves, which an x64 compiler replaces; an Arm64 compiler does not and they would loop. They return 0 in the copy.
// * Arm's return 0, and the compiler drops what depends on them; but being marked [Intrinsic], the code generator answers 1 all the same
//   and enters what was dropped. In the copy they carry a harmless attribute instead, so that both say 0 and portable code is used.
// Vector128 and FMA are not touched: the code generator turns them into Arm64 instructions by itself.
using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: CoreLibPatch <System.Private.CoreLib.dll> <copy>");
    return 2;
}

byte[] image = File.ReadAllBytes(args[0]);
using PEReader file = new(new MemoryStream(image));
MetadataReader metadata = file.GetMetadataReader();

int rowSize = metadata.GetTableRowSize(TableIndex.CustomAttribute);
if (rowSize != 12)
{
    throw new InvalidDataException($"{args[0]}: attribute rows of 12 bytes (parent, constructor, value) were expected, got {rowSize}");
}

int attributes = file.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.CustomAttribute);
int harmless = ConstructorColumn(Attributes("CompilerGeneratedAttribute", metadata.CustomAttributes).First());
int loops = 0;
int marks = 0;
foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
{
    MethodDefinition method = metadata.GetMethodDefinition(handle);
    if (metadata.GetString(method.Name) != "get_IsSupported")
    {
        continue;
    }

    switch (Namespace(metadata.GetTypeDefinition(method.GetDeclaringType())))
    {
        case "System.Runtime.Intrinsics.X86":
            ReturnZero(method);
            loops++;
            break;
        case "System.Runtime.Intrinsics.Arm":
            foreach (CustomAttributeHandle mark in Attributes("IntrinsicAttribute", method.GetCustomAttributes()))
            {
                BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(Row(mark) + 4), harmless);
                marks++;
            }

            break;
    }
}

if (loops == 0 || marks == 0)
{
    throw new InvalidDataException($"{args[0]}: expected IsSupported of x86 and of Arm, got {loops} and {marks}; is it NativeAOT's class library for x64?");
}

File.WriteAllBytes(args[1], image);
Console.WriteLine($"IsSupported: {loops} of x86 return 0, {marks} of Arm are no intrinsics");
return 0;

int Row(CustomAttributeHandle handle) => attributes + ((MetadataTokens.GetRowNumber(handle) - 1) * rowSize);

int ConstructorColumn(CustomAttributeHandle handle) => BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(Row(handle) + 4));

// The body must be "call itself; return" behind a header of one byte that holds the length; it becomes "nop ×4; load 0; return".
void ReturnZero(MethodDefinition method)
{
    int section = file.PEHeaders.GetContainingSectionIndex(method.RelativeVirtualAddress);
    SectionHeader header = file.PEHeaders.SectionHeaders[section];
    Span<byte> body = image.AsSpan(header.PointerToRawData + method.RelativeVirtualAddress - header.VirtualAddress, 7);
    if (body[0] != ((6 << 2) | 2) || body[1] != 0x28 || body[6] != 0x2A)
    {
        throw new InvalidDataException($"{args[0]}: an x86 IsSupported should be 1A 28 …, call itself and return, got {Convert.ToHexString(body)}");
    }

    ReadOnlySpan<byte> zero = [0x00, 0x00, 0x00, 0x00, 0x16, 0x2A];
    zero.CopyTo(body[1..]);
}

string Namespace(TypeDefinition type)
{
    while (type.IsNested)
    {
        type = metadata.GetTypeDefinition(type.GetDeclaringType());
    }

    return metadata.GetString(type.Namespace);
}

IEnumerable<CustomAttributeHandle> Attributes(string name, IEnumerable<CustomAttributeHandle> among) => among.Where(handle =>
    metadata.GetCustomAttribute(handle).Constructor is { Kind: HandleKind.MethodDefinition } constructor
    && metadata.StringComparer.Equals(metadata.GetTypeDefinition(metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()).Name,
        name));
