param([Parameter(Mandatory)] [string] $ModulePath)

BeforeDiscovery {
    $pages = Join-Path $PSScriptRoot '../../docs/cmdlets'
    $cmdlets = (Import-PowerShellDataFile -LiteralPath $ModulePath).CmdletsToExport | ForEach-Object { @{ name = $_ } }
    $examples = Get-ChildItem -Path $pages -Filter *.md | ForEach-Object {
        $page = $_.BaseName
        $text = Get-Content -LiteralPath $_.FullName -Raw
        [regex]::Matches($text, '(?s)### (?<title>Example[^\n]*)\n```powershell\n(?<code>.*?)\n```') | ForEach-Object {
            @{ page = $page; title = $_.Groups['title'].Value; code = $_.Groups['code'].Value }
        }
    }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
}

Describe 'Help of <name>' -ForEach $cmdlets {
    BeforeAll {
        $help = Get-Help -Name $name -Full
    }

    It 'has a synopsis that is not the syntax, a description and two examples' {
        $help.Synopsis.Trim() | Should -Not -Match "^$name"
        $help.Description.Text | Should -Not -BeNullOrEmpty
        @($help.Examples.Example).Count | Should -BeGreaterOrEqual 2
    }

    It 'describes every parameter and the output' {
        $documented = @($help.Parameters.Parameter | Where-Object { $_.Description.Text } | ForEach-Object Name)
        $common = [System.Management.Automation.Cmdlet]::CommonParameters
        (Get-Command -Name $name).Parameters.Keys | Where-Object { $_ -notin $common -and $_ -notin $documented } | Should -BeNullOrEmpty
        $help.ReturnValues.ReturnValue.Type.Name | Should -Not -BeNullOrEmpty
    }

    It 'shows the syntax' {
        $text = Get-Help -Name $name | Out-String -Width 200
        foreach ($parameter in (Get-Command -Name $name).ParameterSets.Parameters | Where-Object IsMandatory) {
            $text | Should -Match "-$($parameter.Name)"
        }
    }
}

Describe 'Examples of <page>' -ForEach $examples {
    It 'runs <title>' {
        Push-Location (New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid())))
        try {
            $ErrorActionPreference = 'Stop'
            $WarningPreference = 'SilentlyContinue'
            $null = . ([scriptblock]::Create($code)) | Out-String
        }
        finally {
            Pop-Location
        }
    }
}

Describe 'about_Segmentation' {
    It 'is found' {
        Get-Help -Name about_Segmentation | Out-String | Should -Match 'REPRODUCIBILITY'
    }
}
