using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Segmentation.Help;

// Makes what the module ships and nobody writes by hand: the help, and the short lists of types.
if (args.Length != 6)
{
    Console.Error.WriteLine(
        "HelpBuilder <cmdlet assembly> <automation assembly> <docs folder> <help file> <views folder> <types file>");
    return 2;
}

IReadOnlyList<CmdletInfo> cmdlets = CmdletAssembly.Read(args[0], args[1]);
Dictionary<string, CmdletPage> pages = Directory
    .EnumerateFiles(args[2], "*.md")
    .Select(CmdletPage.Read)
    .ToDictionary(page => page.Name, StringComparer.Ordinal);

List<string> problems = [.. HelpCheck.Compare(cmdlets, pages)];
foreach (string problem in problems)
{
    // The form that MSBuild and editors recognise as an error.
    Console.Error.WriteLine($"docs/cmdlets : error HELP001: {problem}");
}

if (problems.Count > 0)
{
    return 1;
}

MamlWriter.Write(args[3], cmdlets, pages);
ShortLists.Write(args[4], [Assembly.LoadFrom(args[0]), Assembly.Load("Segmentation.Core")], args[5]);
return 0;
