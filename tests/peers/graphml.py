"""Reads GraphML with networkx and says what it found.

In: a list of documents. Out: for each, the class of the graph, its attributes, and nodes and edges with theirs.
"""

import io
import json
import sys

import networkx

found = []
for document in json.load(sys.stdin):
    graph = networkx.read_graphml(io.BytesIO(document.encode("utf-8")))
    found.append(
        {
            "directed": graph.is_directed(),
            "graph": {name: value for name, value in graph.graph.items() if isinstance(value, str)},
            "nodes": [[node, data] for node, data in graph.nodes(data=True)],
            "edges": [[source, target, data] for source, target, data in graph.edges(data=True)],
        }
    )
json.dump(found, sys.stdout)
