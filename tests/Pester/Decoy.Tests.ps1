param([Parameter(Mandatory)] [string] $ModulePath)

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
}

Describe 'Another module has loaded an older version of a package' {
    It 'still reads event files with its own, and leaves the other alone' {
        # An assembly of the package's name and an older version, with nothing in it that the reader needs.
        $decoy = Join-Path $TestDrive 'CsvHelper.dll'
        $name = [System.Reflection.AssemblyName]::new('CsvHelper, Version=1.0.0.0')
        $builder = [System.Reflection.Emit.PersistedAssemblyBuilder]::new($name, [object].Assembly)
        $null = $builder.DefineDynamicModule('CsvHelper').DefineType('CsvHelper.Decoy', 'Public').CreateType()
        $builder.Save($decoy)

        $file = Join-Path $TestDrive 'events.csv'
        New-SyntheticEvents -CustomerCount 5 -Seed 1 | Export-CustomerEvent -Path $file
        $expected = (Import-CustomerEvent -Path $file -Preset Canonical).EventCount

        $output = Invoke-Fresh -ModulePath $ModulePath -Script @"
`$null = [System.Reflection.Assembly]::LoadFrom('$decoy')
Import-Module `$module
(Import-CustomerEvent -Path '$file' -Preset Canonical).EventCount
[CsvHelper.Decoy].Assembly.GetName().Version.ToString()
@([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -eq 'CsvHelper' }).Count
"@

        $output | Should -Be @("$expected", '1.0.0.0', '2')
    }
}
