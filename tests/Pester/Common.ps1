# Shared by all test files; dot-source it in BeforeAll.
Set-StrictMode -Version Latest

# The error that a script block raises, terminating or not; fails when there is none.
function Get-RaisedError {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [scriptblock] $Script)

    try {
        $ErrorActionPreference = 'Stop'
        $null = & $Script
    }
    catch {
        return $_
    }

    throw 'No error was raised.'
}

# Runs a script in a PowerShell of its own, in which nothing has been imported yet; $module is the module's path there.
function Invoke-Fresh {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string] $Script, [Parameter(Mandatory)] [string] $ModulePath)

    $shell = (Get-Process -Id $PID).Path
    $prologue = "`$ErrorActionPreference = 'Stop'; Set-StrictMode -Version Latest; `$module = '$($ModulePath -replace "'", "''")'; "
    $output = & $shell -NoProfile -NonInteractive -Command ($prologue + $Script) 2>&1
    if ($LASTEXITCODE -ne 0) {
        throw "The child shell failed:`n$($output -join "`n")"
    }

    $output
}

# Sixty objects in three clear groups.
function Get-ThreeGroup {
    1..60 | ForEach-Object {
        [pscustomobject] @{ Name = "p$_"; Income = 1000.0 * (1 + $_ % 3) + $_; Visits = 5.0 * ($_ % 3) + $_ / 100 }
    }
}
