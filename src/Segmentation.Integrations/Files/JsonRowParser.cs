using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using Segmentation.Events;

namespace Segmentation.Integrations.Files;

/// <summary>
/// Takes the mapped members out of JSON objects. The members of each object level are expected in the order of the last row,
/// which makes finding them one comparison.
/// </summary>
internal sealed class JsonRowParser
{
    private readonly ColumnPlan _plan;
    private readonly Node _root = new("", "");
    private readonly bool _takesNew;

    /// <summary>Compiles the paths of a plan's header.</summary>
    public JsonRowParser(ColumnPlan plan)
    {
        _plan = plan;
        _takesNew = plan.TakesNewColumns;
        for (int column = 0; column < plan.Header.Count; column++)
        {
            string path = plan.Header[column];
            Node node = _root;
            foreach (string name in path.Split('.'))
            {
                node = node.Child(name) ?? node.Add(name);
            }

            node.Column = column;
            if (path.Contains('.', StringComparison.Ordinal))
            {
                // A flattened export may have the whole path as one name.
                _root.Add(path).Column = column;
            }
        }
    }

    /// <summary>Whether the row read last was refused because a text has a NUL character.</summary>
    public bool FoundNul { get; private set; }

    /// <summary>Reads one line into a buffer; false when it is not one JSON object.</summary>
    public bool TryParse(ReadOnlySpan<byte> line, RowBuffer row)
    {
        row.Clear();
        FoundNul = false;
        try
        {
            Utf8JsonReader reader = new(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            ReadObject(ref reader, _root, line, row);
            return !reader.Read() && !FoundNul;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter is an escaped half of a surrogate pair.
            return false;
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, Node node, ReadOnlySpan<byte> line, RowBuffer row)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Node? child = node.Find(ref reader) ?? (_takesNew ? node.Add(reader.GetString()!) : null);
            reader.Read();
            if (child is null)
            {
                reader.Skip();
            }
            else
            {
                ReadValue(ref reader, child, line, row);
            }
        }
    }

    private void ReadValue(ref Utf8JsonReader reader, Node node, ReadOnlySpan<byte> line, RowBuffer row)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                break;
            case JsonTokenType.StartObject when node.Column < 0:
                ReadObject(ref reader, node, line, row);
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                if (ColumnOf(node) is >= 0 and int nested)
                {
                    row.Set(nested, line[start..(int)reader.BytesConsumed]);
                }

                break;
            case JsonTokenType.String:
                if (ColumnOf(node) is >= 0 and int text)
                {
                    int length = reader.CopyString(row.Reserve(text, reader.ValueSpan.Length));
                    row.Shorten(text, length);
                    FoundNul |= reader.ValueIsEscaped && row[text].Contains((byte)0);
                }

                break;
            default:
                if (ColumnOf(node) is >= 0 and int scalar)
                {
                    row.Set(scalar, reader.ValueSpan);
                }

                break;
        }
    }

    private int ColumnOf(Node node)
    {
        if (node.Column < 0 && _takesNew)
        {
            node.Column = _plan.AddColumn(node.Path);
        }

        return node.Column;
    }

    private sealed class Node(string name, string path)
    {
        private readonly byte[] _name = Encoding.UTF8.GetBytes(name);
        private readonly List<Node> _children = [];
        private int _next;

        public string Path { get; } = path;

        public int Column { get; set; } = -1;

        public Node Add(string child)
        {
            Node node = new(child, Path.Length == 0 ? child : Path + "." + child);
            _children.Add(node);
            return node;
        }

        public Node? Child(string child)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(child);
            return _children.Find(node => node._name.AsSpan().SequenceEqual(bytes));
        }

        public Node? Find(ref Utf8JsonReader reader)
        {
            for (int i = 0; i < _children.Count; i++)
            {
                int at = _next + i;
                at = at < _children.Count ? at : at - _children.Count;
                if (reader.ValueTextEquals(_children[at]._name))
                {
                    _next = at + 1 == _children.Count ? 0 : at + 1;
                    return _children[at];
                }
            }

            return null;
        }
    }
}
