using System.ClientModel.Primitives;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Segmentation.Integrations.Chat;

/// <summary>For servers that ask for no key: none is sent.</summary>
internal sealed class NoAuthentication : AuthenticationPolicy
{
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
        ProcessNext(message, pipeline, currentIndex);

    public override ValueTask ProcessAsync(
        PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
        ProcessNextAsync(message, pipeline, currentIndex);
}
