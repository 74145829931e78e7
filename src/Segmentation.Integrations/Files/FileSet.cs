using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;

namespace Segmentation.Integrations.Files;

/// <summary>
/// Writes several files of one folder, all or none: each under another name first, then all are moved into place. What
/// they replace is put back when one of them cannot be moved.
/// </summary>
internal sealed class FileSet : IDisposable
{
    private readonly string _folder;
    private readonly bool _force;
    private readonly bool _created;
    private readonly List<(string Temporary, string Target)> _files = [];
    private readonly List<(string Backup, string Target)> _replaced = [];
    private readonly List<string> _moved = [];
    private bool _committed;

    /// <summary>Prepares the folder; it is created when only itself is missing.</summary>
    public FileSet(string folder, bool force)
    {
        Check(folder);
        _folder = folder;
        _force = force;
        _created = !Directory.Exists(folder);
        Guard(() => Directory.CreateDirectory(folder));
    }

    /// <summary>Fails when the folder cannot be one to write to; writes nothing.</summary>
    public static void Check(string folder)
    {
        if (File.Exists(folder))
        {
            throw new SegmentationException(
                ErrorIds.FileExists,
                ErrorKind.AlreadyExists,
                $"'{folder}' is a file, and a folder is needed.",
                "Give another path.",
                folder);
        }

        string? parent = Path.GetDirectoryName(folder);
        if (!Directory.Exists(folder) && (string.IsNullOrEmpty(parent) || !Directory.Exists(parent)))
        {
            throw new SegmentationException(
                ErrorIds.FolderNotFound,
                ErrorKind.NotFound,
                $"The folder of '{folder}' does not exist.",
                "Create the folder first, or give another path.",
                folder);
        }
    }

    /// <summary>Writes a file under another name, and returns the SHA-256 of what was written.</summary>
    public string Add(string name, Action<Stream> write)
    {
        string target = Path.Combine(_folder, name);
        string temporary = Path.Combine(_folder, Path.GetRandomFileName() + ".tmp");
        _files.Add((temporary, target));
        using SHA256 hash = SHA256.Create();
        Guard(() =>
        {
            using FileStream file = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
            using CryptoStream hashing = new(file, hash, CryptoStreamMode.Write, leaveOpen: true);
            write(hashing);
            hashing.FlushFinalBlock();
            file.Flush(flushToDisk: true);
        });
        return Convert.ToHexStringLower(hash.Hash!);
    }

    /// <summary>Moves all files into place.</summary>
    /// <param name="stale">Files of the folder that belong to what is replaced, and go with it.</param>
    public void Commit(IEnumerable<string> stale)
    {
        Guard(() =>
        {
            foreach (string name in stale)
            {
                SetAside(Path.Combine(_folder, Path.GetFileName(name)));
            }

            foreach ((string temporary, string target) in _files)
            {
                if (_force)
                {
                    SetAside(target);
                }

                File.Move(temporary, target, overwrite: false);
                _moved.Add(target);
            }
        });
        _committed = true;
    }

    /// <summary>Removes what is not to stay.</summary>
    public void Dispose()
    {
        if (!_committed)
        {
            _moved.ForEach(Remove);
            foreach ((string backup, string target) in _replaced)
            {
                Try(() => File.Move(backup, target, overwrite: true));
            }
        }
        else
        {
            _replaced.ForEach(r => Remove(r.Backup));
        }

        _files.ForEach(f => Remove(f.Temporary));
        if (_created && !_committed)
        {
            Try(() => Directory.Delete(_folder));
        }
    }

    private void SetAside(string target)
    {
        if (File.Exists(target))
        {
            string backup = Path.Combine(_folder, Path.GetRandomFileName() + ".tmp");
            File.Move(target, backup);
            _replaced.Add((backup, target));
        }
    }

    private void Guard(Action step)
    {
        try
        {
            step();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentationException(
                ErrorIds.FileNotWritable,
                ErrorKind.NotReadable,
                $"The folder '{_folder}' could not be written to: {e.Message}",
                "Check the permissions and the free space, and that no other program has a file of it open.",
                _folder,
                e);
        }
    }

    private static void Remove(string path) => Try(() => File.Delete(path));

    private static void Try(Action step)
    {
        try
        {
            step();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first error says more than this one.
        }
    }
}
