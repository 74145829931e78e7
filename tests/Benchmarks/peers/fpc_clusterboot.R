# Cluster-wise bootstrap stability by fpc. Usage: Rscript fpc_clusterboot.R MATRIX.f64 ROWS COLUMNS K REPLICATES STARTS
suppressMessages(library(fpc))
arguments <- commandArgs(TRUE)
sizes <- as.integer(arguments[2:6])
values <- readBin(arguments[1], "double", n = sizes[1] * sizes[2], endian = "little")
matrix <- matrix(values, ncol = sizes[2], byrow = TRUE)
seconds <- system.time(found <- clusterboot(
  matrix, B = sizes[4], bootmethod = "boot", clustermethod = kmeansCBI, krange = sizes[3], runs = sizes[5],
  seed = 1, count = FALSE))[["elapsed"]]
peak <- sub("[^0-9]*([0-9]+).*", "\\1", grep("^VmHWM", readLines("/proc/self/status"), value = TRUE))
cat(sprintf(
  "{\"seconds\": %f, \"peakMegabytes\": %f, \"jaccard\": [%s]}\n",
  seconds, as.numeric(peak) / 1024, paste(sprintf("%.3f", sort(found$bootmean)), collapse = ", ")))
