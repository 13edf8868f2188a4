# The peers in R, on the files that bench/statistics/run-regression made. One line a task:
# task, peer, answer (coefficients, then standard errors), milliseconds of each round.
suppressPackageStartupMessages({ library(survival); library(cmprsk) })
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
rounds <- as.integer(arguments[2])
size <- function(n) format(n, scientific = FALSE)

load_rows <- function(kind, n) {
  connection <- file(file.path(folder, paste0(kind, "-", size(n), ".bin")), "rb")
  on.exit(close(connection))
  time <- readBin(connection, "double", n, endian = "little")
  status <- readBin(connection, "integer", n, endian = "little")
  x <- sapply(1:5, function(j) readBin(connection, "double", n, endian = "little"))
  colnames(x) <- c("a", "b", "c", "d", "e")
  list(time = time, status = status, x = x)
}

measure <- function(task, peer, work, answer, times = rounds) {
  taken <- numeric(0)
  for (i in seq_len(times)) {
    gc(FALSE)
    start <- proc.time()[["elapsed"]]
    result <- work()
    taken <- c(taken, (proc.time()[["elapsed"]] - start) * 1000)
  }
  cat(task, peer, paste(format(answer(result), digits = 12), collapse = " "),
      paste(round(taken, 3), collapse = ","), sep = "\t"); cat("\n")
}

for (kind in c("days", "continuous")) for (n in c(1e4, 1e5, 1e6)) {
  if (!file.exists(file.path(folder, paste0(kind, "-", size(n), ".bin")))) next
  d <- load_rows(kind, n)
  y <- Surv(d$time, d$status == 1)
  measure(paste0("cox-", kind, "-", size(n)), "survival::coxph", function() coxph(y ~ d$x),
    function(f) c(coef(f), sqrt(diag(vcov(f)))))
  # Without what coxph makes of it: only the fit to its rows.
  measure(paste0("cox-", kind, "-", size(n)), "survival::coxph.fit",
    function() survival:::coxph.fit(d$x, y, NULL, NULL, NULL, coxph.control(), NULL, "efron",
                                    as.character(seq_len(n))),
    function(f) c(f$coefficients, sqrt(diag(f$var))))
  # crr takes the square of the number of rows: one round of the smallest file.
  if (n == 1e4) measure(paste0("finegray-", kind, "-", size(n)), "cmprsk::crr",
    function() crr(d$time, d$status, d$x), function(f) c(f$coef, sqrt(diag(f$var))), 1)
  rm(d, y); gc(FALSE)
}
