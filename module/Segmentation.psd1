@{
    RootModule           = 'bin/Segmentation.PowerShell.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = 'a2ee1bd6-86f5-4f12-9597-8d01ea259e16'
    Author               = 'Segmentation contributors'
    CompanyName          = 'Segmentation contributors'
    Copyright            = '(c) Segmentation contributors. MIT licence.'
    Description          = 'Turns raw customer events into segments a business can act on, and says how far each can be trusted: event import, identity resolution, customer profiles, value, clustering, robustness and reports. A compiled cmdlet library over a plain .NET engine; runs offline.'
    CompatiblePSEditions = @('Core')
    PowerShellVersion    = '7.6'
    TypesToProcess       = @('Segmentation.Types.ps1xml')
    FormatsToProcess     = @(
        'views/Activation.Format.ps1xml'
        'views/Clustering.Format.ps1xml'
        'views/Clv.Format.ps1xml'
        'views/Comparisons.Format.ps1xml'
        'views/Decisions.Format.ps1xml'
        'views/Events.Format.ps1xml'
        'views/Identity.Format.ps1xml'
        'views/LookAlikes.Format.ps1xml'
        'views/Models.Format.ps1xml'
        'views/Pipeline.Format.ps1xml'
        'views/Profiles.Format.ps1xml'
        'views/Reporting.Format.ps1xml'
        'views/Rfm.Format.ps1xml'
        'views/Robustness.Format.ps1xml'
        'views/Rules.Format.ps1xml'
        'views/Run.Format.ps1xml'
        'views/Segments.Format.ps1xml'
        'views/Statistics.Format.ps1xml'
        'views/Synthetic.Format.ps1xml'
    )
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @('New-SyntheticEvent')
    CmdletsToExport      = @(
        'Add-SegmentExplanation'
        'Compare-Segmentation'
        'ConvertTo-CustomerEvent'
        'ConvertTo-CustomerProfile'
        'Export-CustomerEvent'
        'Export-SegmentChart'
        'Export-SegmentMember'
        'Export-SegmentModel'
        'Export-SegmentReport'
        'Find-LookAlikeCustomer'
        'Get-CustomerEvent'
        'Get-SegmentMembership'
        'Import-CustomerEvent'
        'Import-SegmentModel'
        'Import-SegmentReport'
        'Invoke-Segmentation'
        'Invoke-SegmentationPipeline'
        'Measure-CustomerRetention'
        'Measure-CustomerValue'
        'New-SyntheticEvents'
        'Resolve-CustomerMerge'
        'Test-SegmentActionability'
        'Test-SegmentRobustness'
        'Test-SegmentViability'
    )
    PrivateData          = @{
        PSData = @{
            Tags         = @(
                'customer', 'segmentation', 'clustering', 'rfm', 'clv', 'churn', 'marketing', 'analytics', 'events'
                'PSEdition_Core', 'Windows', 'Linux', 'MacOS'
            )
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
