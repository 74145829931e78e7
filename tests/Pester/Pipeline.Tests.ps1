param([Parameter(Mandatory)] [string] $ModulePath)

BeforeAll {
    . (Join-Path $PSScriptRoot 'Common.ps1')
    Push-Location $TestDrive

    # The whole pipeline as one text that says everything it found.
    function Get-PipelineText {
        New-SyntheticEvents -CustomerCount 60 -Seed 42 | Resolve-CustomerMerge -WarningAction SilentlyContinue |
            Invoke-Segmentation -ClusterCount 3 | Test-SegmentRobustness -Replicate 10 |
            Export-SegmentReport -Path text.json -Force
        Get-Content -LiteralPath text.json -Raw
    }
}

AfterAll {
    Pop-Location
}

Describe 'The pipeline' {
    It 'runs <case>' -ForEach @(
        @{ case = 'whole'; script = { New-SyntheticEvents -CustomerCount 500 -Seed 42 | Resolve-CustomerMerge | Invoke-Segmentation | Test-SegmentRobustness | Export-SegmentReport -Path report.html -PassThru }; type = 'System.IO.FileInfo' }
        @{ case = 'up to the test'; script = { New-SyntheticEvents -CustomerCount 60 | Resolve-CustomerMerge | Invoke-Segmentation -ClusterCount 2 | Test-SegmentRobustness -Replicate 5 }; type = 'Segmentation.Segments.Segment' }
        @{ case = 'up to the segments'; script = { New-SyntheticEvents -CustomerCount 60 | Resolve-CustomerMerge | Invoke-Segmentation -ClusterCount 2 }; type = 'Segmentation.Segments.Segment' }
        @{ case = 'up to the merges'; script = { New-SyntheticEvents -CustomerCount 60 | Resolve-CustomerMerge }; type = 'Segmentation.Events.EventDataset' }
        @{ case = 'without merges'; script = { New-SyntheticEvents -CustomerCount 60 | Invoke-Segmentation -ClusterCount 2 | Test-SegmentRobustness -Replicate 5 }; type = 'Segmentation.Segments.Segment' }
        @{ case = 'without the test'; script = { New-SyntheticEvents -CustomerCount 60 | Resolve-CustomerMerge | Invoke-Segmentation -ClusterCount 2 | Export-SegmentReport -Path untested.html -PassThru }; type = 'System.IO.FileInfo' }
        @{ case = 'over profiles'; script = { New-SyntheticEvents -CustomerCount 60 | ConvertTo-CustomerProfile | Invoke-Segmentation -ClusterCount 2 | Export-SegmentReport -Path profiles.html -PassThru }; type = 'System.IO.FileInfo' }
    ) {
        $WarningPreference = 'SilentlyContinue'
        $result = @(& $script)

        $result.Count | Should -BeGreaterThan 0
        $result[0] | Should -BeOfType $type
    }

    It 'gives the same bytes under <_>' -ForEach 'de-DE', 'tr-TR', 'en-US' {
        $expected = Get-PipelineText
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = [cultureinfo]::GetCultureInfo($_)
            Get-PipelineText | Should -Be $expected
            $found = [pscustomobject] @{ customer_id = 'a'; event_type = 'purchase'; timestamp = '2026-02-03'; total_amount = '1234.5' } |
                ConvertTo-CustomerEvent -Preset Canonical | Get-CustomerEvent
            $found.TotalAmount | Should -Be 1234.5
            $found.Timestamp.Month | Should -Be 2
        }
        finally {
            [cultureinfo]::CurrentCulture = $before
        }
    }

    It 'reads dates in parameters the same way under every culture' {
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = [cultureinfo]::GetCultureInfo('de-DE')
            (New-SyntheticEvents -CustomerCount 5 -StartDate 2025-02-03 -EndDate 2025-04-05).FirstEvent.Month | Should -BeIn 2, 3, 4
            { New-SyntheticEvents -CustomerCount 5 -StartDate 03.02.2025 } | Should -Throw
        }
        finally {
            [cultureinfo]::CurrentCulture = $before
        }
    }

    It 'emits nothing extra when progress is off' {
        $ProgressPreference = 'SilentlyContinue'
        @(New-SyntheticEvents -CustomerCount 60 | Invoke-Segmentation -ClusterCount 2).Count | Should -Be 2
    }

    It 'leaves no progress bar behind' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript(
                'param($module) Import-Module $module; New-SyntheticEvents -CustomerCount 3000 | Invoke-Segmentation -ClusterCount 4 | Test-SegmentRobustness'
            ).AddArgument($ModulePath).Invoke()
            $byId = $shell.Streams.Progress | Group-Object -Property ActivityId
            foreach ($group in $byId) {
                $group.Group[-1].RecordType | Should -Be 'Completed'
            }
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'runs in a job' {
        $job = Start-ThreadJob -ScriptBlock {
            Import-Module $using:ModulePath
            New-SyntheticEvents -CustomerCount 60 | Invoke-Segmentation -ClusterCount 2
        }
        try {
            $segments = $job | Wait-Job | Receive-Job
            $segments.SegmentId | Should -Be 'S1', 'S2'
        }
        finally {
            $job | Remove-Job -Force
        }
    }
}

Describe 'Stopping a pipeline' {
    It 'ends <case> at once and leaves no file' -ForEach @(
        @{ case = 'an export'; script = 'New-SyntheticEvents -CustomerCount 2000000 | Export-CustomerEvent -Path $path'; name = 'stopped.csv' }
        @{ case = 'a segmentation'; script = 'New-SyntheticEvents -CustomerCount 2000000 | Invoke-Segmentation | Export-SegmentReport -Path $path'; name = 'stopped.html' }
        @{ case = 'a listing'; script = 'New-SyntheticEvents -CustomerCount 2000000 | Get-CustomerEvent | ForEach-Object { }'; name = 'stopped.txt' }
    ) {
        $folder = Join-Path $TestDrive "stop-$([guid]::NewGuid())"
        $null = New-Item -ItemType Directory -Path $folder
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("param(`$module, `$path) Import-Module `$module; 'started'; $script")
            $null = $shell.AddArgument($ModulePath).AddArgument((Join-Path $folder $name))
            $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
            $running = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
            while ($output.Count -eq 0) { $null = $running.AsyncWaitHandle.WaitOne(10) }

            $stop = $shell.BeginStop($null, $null)
            # Generous for a busy machine; without cancellation it would take minutes.
            $stop.AsyncWaitHandle.WaitOne([timespan]::FromSeconds(20)) | Should -BeTrue
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        }
        finally {
            $shell.Dispose()
        }

        Get-ChildItem -LiteralPath $folder -Force | Should -BeNullOrEmpty
    }
}

Describe 'The examples' {
    It 'run: <_>' -ForEach (Get-ChildItem -Path (Join-Path $PSScriptRoot '../../examples') -Filter *.ps1).Name {
        $shell = (Get-Process -Id $PID).Path
        $script = Join-Path $PSScriptRoot "../../examples/$_"
        $output = & $shell -NoProfile -NonInteractive -Command "`$WarningPreference = 'SilentlyContinue'; & '$script' -CustomerCount 60 -Path example.html" 2>&1
        $LASTEXITCODE | Should -Be 0 -Because ($output -join "`n")
        'example.html' | Should -Exist
    }
}

Describe 'Completion' {
    It 'offers the choices of <line>' -ForEach @(
        @{ line = 'Import-CustomerEvent x.csv -Preset '; offers = 'Canonical', 'OnlineRetail', 'Auto' }
        @{ line = 'Resolve-CustomerMerge -ConflictPolicy '; offers = 'Merge', 'Latest', 'Quarantine' }
        @{ line = 'Get-CustomerEvent -Type '; offers = 'Purchase', 'AddToCart' }
        @{ line = 'Invoke-Segmentation -Scaling '; offers = 'ZScore', 'Robust' }
    ) {
        $found = (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.CompletionText
        $offers | ForEach-Object { $found | Should -Contain $_ }
    }
}

Describe 'Errors in scripts' {
    It 'ends a script with exit code 1 when errors stop it' {
        $shell = (Get-Process -Id $PID).Path
        $null = & $shell -NoProfile -NonInteractive -Command "`$ErrorActionPreference = 'Stop'; Import-Module '$ModulePath'; Import-CustomerEvent nowhere.csv; 'not reached'" 2>&1
        $LASTEXITCODE | Should -Be 1
    }
}
