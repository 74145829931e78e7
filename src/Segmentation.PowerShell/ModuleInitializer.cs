using System;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading;

namespace Segmentation.PowerShell;

/// <summary>
/// Keeps the module's packages apart from those of other modules: <c>Segmentation.Integrations</c> and everything it
/// needs
/// are loaded from <c>bin/dependencies</c> into a load context of their own, when a cmdlet first needs them.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const string BridgeAssembly = "Segmentation.Integrations";

    // One context for the life of the process, shared by all runspaces: an assembly cannot be loaded twice in one
    // place.
    private static readonly Lazy<DependencyContext> s_context =
        new(() => new DependencyContext(), LazyThreadSafetyMode.ExecutionAndPublication);

    /// <inheritdoc/>
    public void OnImport()
    {
        AssemblyLoadContext.Default.Resolving += Resolve;

        // Loads the engine, so that scripts can name its types before a cmdlet has run.
        GC.KeepAlive(typeof(SegmentationException));
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AssemblyLoadContext.Default.Resolving -= Resolve;

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        string.Equals(name.Name, BridgeAssembly, StringComparison.Ordinal)
            ? s_context.Value.LoadFromAssemblyName(name)
            : null;

    private sealed class DependencyContext : AssemblyLoadContext
    {
        private readonly string _folder = Path.Combine(
            Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!, "dependencies");

        public DependencyContext()
            : base("Segmentation dependencies")
        {
        }

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            string path = Path.Combine(_folder, assemblyName.Name + ".dll");
            if (File.Exists(path))
            {
                return LoadFromAssemblyPath(path);
            }

            // The engine must be the one the cmdlets use, or its types would not be the same types.
            Assembly core = typeof(SegmentationException).Assembly;
            return string.Equals(core.GetName().Name, assemblyName.Name, StringComparison.Ordinal) ? core : null;
        }
    }
}
