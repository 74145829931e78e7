"""k-means by scikit-learn on float32 rows, one start. Usage: python3 sklearn_kmeans.py MATRIX.f64 ROWS COLUMNS K"""
import json
import resource
import sys
import time
import warnings

import numpy as np
from sklearn.cluster import KMeans

warnings.filterwarnings("ignore")
path, rows, columns, k = sys.argv[1], *map(int, sys.argv[2:5])
matrix = np.fromfile(path, dtype=np.float64).reshape(rows, columns).astype(np.float32)
best = None
for run in range(3):
    begun = time.perf_counter()
    model = KMeans(n_clusters=k, init="k-means++", n_init=1, random_state=run, algorithm="lloyd").fit(matrix)
    seconds = (time.perf_counter() - begun) / model.n_iter_
    best = seconds if best is None else min(best, seconds)
print(json.dumps({
    "seconds": best, "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "inertia": float(model.inertia_), "iterations": int(model.n_iter_)}))
