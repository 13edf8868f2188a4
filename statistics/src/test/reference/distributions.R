# Tails and quantiles as R prints them, for DistributionsTest.
#   Rscript distributions.R > ../resources/limbline/statistics/distributions-r.csv
# One line per value: function, its arguments, the value. Never edit the output by hand.
cat("# ", R.version.string, ", pnorm qnorm pchisq qchisq pt qt pbeta qbeta pf pbinom dbinom lgamma.\n", sep = "")
cat("# Made by statistics/src/test/reference/distributions.R; never edited by hand.\n")
put <- function(name, ..., value) {
  a <- c(..., NA, NA)[1:3]
  cat(name, ifelse(is.na(a), "", sprintf("%.17g", a)), sprintf("%.17g", value), sep = ",")
  cat("\n")
}
up <- function(f, ...) f(..., lower.tail = FALSE)
for (z in c(-37.5, -20, -8.3, -3, -1, -0.5, 0, 0.3, 0.674, 0.675, 1.96, 4, 5.65, 5.66, 6, 10, 20, 37)) {
  put("normal upper", z, value = up(pnorm, z)); put("normal lower", z, value = pnorm(z))
}
for (z in c(-1, 0.1, 3, 40, 1000)) put("normal log upper", z, value = up(pnorm, z, log.p = TRUE))
for (p in c(1e-300, 1e-40, 1e-10, 0.001, 0.025, 0.075, 0.3, 0.5, 0.7, 0.975, 0.9999))
  put("normal quantile", p, value = qnorm(p))
for (d in c(1, 2, 3, 5, 10, 50, 300.5, 2000)) {
  for (x in c(1e-6, 0.01, 0.5, 1, 1.2, 3, 30) * d) {
    put("chi-squared upper", d, x, value = up(pchisq, x, d))
    put("chi-squared lower", d, x, value = pchisq(x, d))
  }
  for (p in c(1e-30, 0.001, 0.025, 0.5, 0.9, 0.975)) {
    put("chi-squared quantile", d, p, value = qchisq(p, d))
    put("chi-squared upper quantile", d, p, value = up(qchisq, p, d))
  }
}
for (x in c(100, 700, 1375, 1400, 5000)) put("chi-squared log upper", 2, x, value = up(pchisq, x, 2, log.p = TRUE))
for (x in c(3, 1385)) put("chi-squared upper", 1, x, value = up(pchisq, x, 1))
for (d in c(1, 2, 3, 9, 30, 121.5, 1000)) {
  for (t in c(0.001, 0.5, 1, 2, 5, 20, 1000)) put("t two-sided", d, t, value = 2 * up(pt, t, d))
  for (p in c(1e-20, 0.001, 0.025, 0.3, 0.8, 0.975)) put("t quantile", d, p, value = qt(p, d))
}
for (a in c(0.5, 1, 3, 20.5, 400)) for (b in c(0.5, 1, 7, 65)) {
  for (x in c(1e-8, 0.01, 0.3, 0.5, 0.9, 0.999)) {
    put("beta lower", a, b, x, value = pbeta(x, a, b)); put("beta upper", a, b, x, value = up(pbeta, x, a, b))
  }
  for (p in c(1e-10, 0.025, 0.5, 0.975)) put("beta quantile", a, b, p, value = qbeta(p, a, b))
}
for (n in c(1, 2, 8)) for (m in c(1, 5, 60)) for (f in c(0.01, 1, 4, 300)) put("F upper", n, m, f, value = up(pf, f, n, m))
for (n in c(1, 12, 92, 1000)) for (p in c(1e-5, 0.1, 0.5, 0.77)) for (k in unique(c(0, n %/% 4, n %/% 2, n))) {
  put("binomial at", n, p, k, value = dbinom(k, n, p)); put("binomial lower", n, p, k, value = pbinom(k, n, p))
}
for (x in c(1e-10, 0.1, 0.5, 0.99, 1.01, 1.3, 1.4616, 1.6, 2.001, 3, 7.5, 11.9, 12.1, 150.25, 1e6)) put("log-gamma", x, value = lgamma(x))
