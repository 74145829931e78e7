using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Segmentation.Tests.Chat;

/// <summary>A certificate for the loopback address that nobody trusts.</summary>
internal static class TestCertificate
{
    public static X509Certificate2 Create()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
