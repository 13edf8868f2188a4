# The peers in R, on the files that bench/statistics/run made. One line a task:
# task, peer, answer (to check against ours), milliseconds of each round; first call apart.
suppressPackageStartupMessages({
  library(survival); library(cmprsk); library(prodlim); library(metafor)
})
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
rounds <- as.integer(arguments[2])
wanted <- if (length(arguments) > 2) arguments[3] else "."
size <- function(n) format(n, scientific = FALSE)

load_rows <- function(kind, n) {
  file <- file.path(folder, paste0(kind, "-", size(n), ".bin"))
  connection <- file(file, "rb"); on.exit(close(connection))
  time <- readBin(connection, "double", n, endian = "little")
  status <- readBin(connection, "integer", n, endian = "little")
  group <- readBin(connection, "integer", n, endian = "little")
  data.frame(time = time, status = status, group = group)
}

measure <- function(task, peer, work, answer, times = rounds) {
  if (!grepl(wanted, task)) return(invisible())
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

for (kind in c("days", "continuous")) {
  d <- load_rows(kind, 1e6)
  event <- as.integer(d$status != 0)
  measure(paste0("km-", kind, "-1000000"), "survival::survfit",
    function() survfit(Surv(d$time, event) ~ 1, conf.type = "log-log"),
    function(f) { s <- summary(f, times = 500); c(s$surv, s$lower, s$upper) })
  measure(paste0("km-", kind, "-1000000"), "prodlim",
    function() prodlim(Hist(time, e) ~ 1, data = data.frame(time = d$time, e = event)),
    function(f) predict(f, times = 500))
  measure(paste0("logrank-", kind, "-1000000"), "survival::survdiff",
    function() survdiff(Surv(d$time, event) ~ d$group), function(f) f$chisq)
  measure(paste0("gray-", kind, "-1000000"), "cmprsk::cuminc",
    function() cuminc(d$time, d$status, d$group), function(f) f$Tests[1, "stat"])
  rm(d); gc(FALSE)
  d <- load_rows(kind, 1e5)
  measure(paste0("aj-", kind, "-100000"), "prodlim",
    function() prodlim(Hist(time, status) ~ 1, data = d),
    function(f) predict(f, times = 500, cause = 1))
  # survfit's own standard errors grow with the square of the number of times: with continuous
  # times it took 169 s here, so it is asked about whole days only.
  if (kind == "days") measure(paste0("aj-", kind, "-100000"), "survival::survfit",
    function() survfit(Surv(d$time, factor(d$status)) ~ 1),
    function(f) summary(f, times = 500)$pstate[2], times = min(rounds, 3))
}

d <- load_rows("continuous", 1e7)
measure("km-continuous-10000000", "prodlim",
  function() prodlim(Hist(time, e) ~ 1, data = data.frame(time = d$time, e = as.integer(d$status != 0))),
  function(f) predict(f, times = 500), times = min(rounds, 2))
rm(d); invisible(gc(FALSE))

studies <- read.csv(file.path(folder, "studies-100.csv"))
fit <- rma(measure = "PLO", xi = studies$events, ni = studies$total, method = "REML")
measure("leave-one-out-100", "metafor::leave1out", function() leave1out(fit),
  function(f) c(sum(f$estimate), sum(f$tau2)))
