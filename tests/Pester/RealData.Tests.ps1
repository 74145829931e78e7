param([Parameter(Mandatory)] [string] $ModulePath)

BeforeDiscovery {
    # The optional folder of real data, as for the other tests: named by the environment, or shared/data in a folder above.
    $folder = $env:SEGMENTATION_TEST_DATA
    for ($parent = Get-Item $PSScriptRoot; -not $folder -and $parent; $parent = $parent.Parent) {
        $candidate = Join-Path $parent.FullName 'shared/data'
        if (Test-Path -LiteralPath $candidate) { $folder = $candidate }
    }
    $missing = -not $folder -or -not (Test-Path -LiteralPath $folder)
    $files = @{ folder = $folder }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
}

Describe 'Real data' -Skip:$missing -ForEach $files {
    It 'reads the CDNOW sample whole, from the file and as piped rows' {
        $path = Join-Path $folder 'cdnow/cdnow_sample.csv'
        $file = Import-CustomerEvent $path -Preset Cdnow
        $rows = Import-Csv $path | ConvertTo-CustomerEvent -Preset Cdnow

        foreach ($data in $file, $rows) {
            $data.CustomerCount | Should -Be 2357
            $data.EventCount | Should -Be 6919
            ($data | ConvertTo-CustomerProfile | Measure-Object -Property NetRevenue -Sum).Sum | Should -BeGreaterThan 244091.93
            ($data | ConvertTo-CustomerProfile | Measure-Object -Property NetRevenue -Sum).Sum | Should -BeLessThan 244091.95
        }
    }

    It 'reads the REES46 sample and stops at the first purchases' {
        $data = Import-CustomerEvent (Join-Path $folder 'ecommerce/rees46_2019_oct_sample.csv') -Preset Rees46

        $data.RowsRead | Should -Be 1000
        $data.RowsSkipped | Should -BeNullOrEmpty
        @($data | Get-CustomerEvent -Type Purchase | Select-Object -First 5).Count | Should -Be 5
    }

    It 'accounts for every row of Online Retail' {
        $data = Import-CustomerEvent (Join-Path $folder 'online-retail/online_retail.csv.gz') -Preset OnlineRetail

        $data.RowsRead | Should -Be 541909
        $data.RowsUsed + ($data.RowsSkipped | Measure-Object -Property Count -Sum).Sum | Should -Be 541909
        ($data.RowsSkipped | Where-Object Reason -EQ 'no customer id').Count | Should -Be 135080
    }
}
