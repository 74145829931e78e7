<#
.SYNOPSIS
Checks a staged module folder and fails with everything that is wrong with it.
.DESCRIPTION
Runs in a PowerShell of its own, because an assembly that was loaded cannot be unloaded again.
.PARAMETER Path
The staged folder, out/Segmentation/<version>.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Path
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$allowed = @(
    'LICENSE'
    'THIRD-PARTY-NOTICES.txt'
    'Segmentation.psd1'
    'Segmentation.Types.ps1xml'
    'en-US/about_Segmentation.help.txt'
    'en-US/Segmentation.PowerShell.dll-Help.xml'
    'bin/Segmentation.PowerShell.dll'
    'bin/Segmentation.Core.dll'
    'bin/MathNet.Numerics.dll'
    'bin/dependencies/Segmentation.Integrations.dll'
    'bin/dependencies/Azure.Core.dll'
    'bin/dependencies/Azure.Identity.dll'
    'bin/dependencies/Bogus.dll'
    'bin/dependencies/CsvHelper.dll'
    'bin/dependencies/Microsoft.Bcl.AsyncInterfaces.dll'
    'bin/dependencies/Microsoft.Extensions.Configuration.Abstractions.dll'
    'bin/dependencies/Microsoft.Extensions.DependencyInjection.Abstractions.dll'
    'bin/dependencies/Microsoft.Extensions.Diagnostics.Abstractions.dll'
    'bin/dependencies/Microsoft.Extensions.FileProviders.Abstractions.dll'
    'bin/dependencies/Microsoft.Extensions.Hosting.Abstractions.dll'
    'bin/dependencies/Microsoft.Extensions.Logging.Abstractions.dll'
    'bin/dependencies/Microsoft.Extensions.Options.dll'
    'bin/dependencies/Microsoft.Extensions.Primitives.dll'
    'bin/dependencies/Microsoft.Identity.Client.dll'
    'bin/dependencies/Microsoft.Identity.Client.Extensions.Msal.dll'
    'bin/dependencies/Microsoft.IdentityModel.Abstractions.dll'
    'bin/dependencies/OpenAI.dll'
    'bin/dependencies/Polly.Core.dll'
    'bin/dependencies/System.ClientModel.dll'
    'bin/dependencies/System.Memory.Data.dll'
    'bin/dependencies/YamlDotNet.dll'
)
$allowed += @((Import-PowerShellDataFile -LiteralPath (Join-Path $Path 'Segmentation.psd1')).FormatsToProcess)
$problems = [System.Collections.Generic.List[string]]::new()
$root = (Resolve-Path -LiteralPath $Path).ProviderPath

# Files: exactly these, and never the reference assembly of PowerShell.
$found = @(Get-ChildItem -LiteralPath $root -Recurse -File | ForEach-Object {
        [System.IO.Path]::GetRelativePath($root, $_.FullName).Replace('\', '/')
    })
$found | Where-Object { $_ -notin $allowed } | ForEach-Object { $problems.Add("$_ must not ship") }
$allowed | Where-Object { $_ -notin $found } | ForEach-Object { $problems.Add("$_ is missing") }

# Shipped text: no absolute paths of the machine that built it.
$homeFolder = [Environment]::GetFolderPath('UserProfile')
Get-ChildItem -LiteralPath $root -Recurse -File -Include *.psd1, *.ps1xml, *.xml, *.txt | ForEach-Object {
    $text = Get-Content -LiteralPath $_.FullName -Raw
    if ($text -match '[A-Za-z]:\\Users\\|/home/|/Users/' -or $text.Contains($root) -or
        ($homeFolder.Length -gt 1 -and $text.Contains($homeFolder + [IO.Path]::DirectorySeparatorChar))) {
        $problems.Add("$($_.Name) contains an absolute path")
    }
}

# Manifest: valid, and it exports what the assembly has, no more and no less.
$manifestPath = Join-Path $root 'Segmentation.psd1'
$manifest = Test-ModuleManifest -Path $manifestPath
if ((Split-Path -Leaf $root) -ne $manifest.Version.ToString()) {
    $problems.Add("version $($manifest.Version) is staged in folder $(Split-Path -Leaf $root)")
}

$listed = @((Import-PowerShellDataFile -LiteralPath $manifestPath).CmdletsToExport | Sort-Object)
$module = Import-Module $manifestPath -PassThru
$assembly = (Get-Command -Module $module.Name -CommandType Cmdlet | Select-Object -First 1).ImplementingType.Assembly
$compiled = @($assembly.GetExportedTypes() | ForEach-Object {
        $attribute = [Attribute]::GetCustomAttribute($_, [System.Management.Automation.CmdletAttribute])
        if ($attribute) { '{0}-{1}' -f $attribute.VerbName, $attribute.NounName }
    } | Sort-Object)
Compare-Object -ReferenceObject $listed -DifferenceObject $compiled | ForEach-Object {
    $where = if ($_.SideIndicator -eq '<=') { 'the manifest only' } else { 'the assembly only' }
    $problems.Add("$($_.InputObject) is in $where")
}

$assemblyVersion = $assembly.GetName().Version.ToString(3)
if ($assemblyVersion -ne $manifest.Version.ToString(3)) {
    $problems.Add("the manifest says version $($manifest.Version), the assembly $assemblyVersion")
}

# Help: complete for every cmdlet, because partial help is worse than none.
foreach ($name in $compiled) {
    $help = Get-Help -Name $name
    if ($help.Synopsis.Trim().StartsWith($name)) { $problems.Add("$name has no help"); continue }
    if (@($help.examples.example).Count -lt 2) { $problems.Add("$name has fewer than two examples") }
    $documented = @($help.parameters.parameter | ForEach-Object name)
    (Get-Command -Name $name).Parameters.Values | Where-Object {
        $_.Name -notin [System.Management.Automation.Cmdlet]::CommonParameters -and $_.Name -notin $documented
    } | ForEach-Object { $problems.Add("$name -$($_.Name) is not in the help") }
}

if ($problems.Count -gt 0) {
    throw "The staged module is not fit to ship:`n  $($problems -join "`n  ")"
}

"The staged module is complete: $($compiled.Count) cmdlets, $($found.Count) files."
