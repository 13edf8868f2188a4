# Reads the files of this export, gives them labels and factors, and computes every number of
# numbers.csv anew. Run it in their folder: Rscript series.R
# It ends with status 1 if one differs by more than 1e-10 of its size. Needs the package survival.
library(survival)
options(digits = 15)

dictionary <- read.csv("dictionary.csv", colClasses = "character", check.names = FALSE)
read_sheet <- function(file) {
  sheet <- read.csv(file, colClasses = "character", na.strings = "", check.names = FALSE,
                    encoding = "UTF-8")
  columns <- dictionary[dictionary$file == file, ]
  for (i in seq_len(nrow(columns))) {
    name <- columns$column[i]
    if (columns$type[i] %in% c("number", "code")) sheet[[name]] <- as.numeric(sheet[[name]])
    if (columns$type[i] == "factor") {
      levels <- strsplit(columns$values[i], "; ", fixed = TRUE)[[1]]
      sheet[[name]] <- if (length(levels) > 1 && all(na.omit(sheet[[name]]) %in% levels))
        factor(sheet[[name]], levels = levels) else factor(sheet[[name]])
    }
    attr(sheet[[name]], "label") <- columns$label[i]
  }
  sheet
}
files <- unique(dictionary$file)
sheets <- setNames(lapply(files, read_sheet), files)
sheet_of <- function(endpoint) {
  column <- c(endpoint, paste0(endpoint, "_days"))
  sheets[[dictionary$file[dictionary$column %in% column][1]]]
}

times_of <- function(endpoint) {
  sheet <- sheet_of(endpoint)
  rows <- !is.na(sheet[[paste0(endpoint, "_status")]])
  data <- sheet[rows, , drop = FALSE]
  data$time <- data[[paste0(endpoint, "_days")]]
  data$status <- data[[paste0(endpoint, "_status")]]
  data
}
causes_of <- function(endpoint) {
  codes <- dictionary$values[dictionary$column == paste0(endpoint, "_status")][1]
  length(strsplit(codes, "; ", fixed = TRUE)[[1]]) - 1
}
km <- function(data, event) survfit(Surv(time, event) ~ 1, data = transform(data, event = event))
median_of <- function(fit, what) {
  q <- quantile(fit, 0.5, conf.int = TRUE)
  unname(q[[c(median = "quantile", lower = "lower", upper = "upper")[[what]]]])
}

divided <- function(data, by, reference) {
  value <- as.character(data[[by]])
  value[is.na(value)] <- "not stated"
  relevel(factor(value), ref = reference)
}

compute <- function(row) {
  q <- row$quantity
  if (q %in% c("count", "share", "share_lower", "share_upper", "quantile") ||
      (q == "assessed" && row$endpoint %in% names(sheet_of(row$endpoint)))) {
    values <- sheet_of(row$endpoint)[[row$endpoint]]
    values <- values[!is.na(values)]
    if (q == "assessed") return(length(values))
    if (q == "quantile") return(unname(quantile(values, as.numeric(row$of), type = 7)))
    x <- sum(as.character(values) %in% strsplit(row$of, "|", fixed = TRUE)[[1]])
    if (q == "count") return(x)
    if (q == "share") return(x / length(values))
    limits <- binom.test(x, length(values))$conf.int
    return(if (q == "share_lower") limits[1] else limits[2])
  }
  data <- times_of(row$endpoint)
  if (q == "assessed") return(nrow(data))
  if (q == "events") return(sum(data$status == as.numeric(row$of)))
  if (q %in% c("median", "median_lower", "median_upper"))
    return(median_of(km(data, data$status > 0), sub("^median_?", "", paste0(q, if (q == "median") "_median" else ""))))
  if (q %in% c("follow_up", "follow_up_lower", "follow_up_upper"))
    return(median_of(km(data, data$status == 0), if (q == "follow_up") "median" else sub("follow_up_", "", q)))
  if (startsWith(q, "survival")) {
    at <- summary(km(data, data$status > 0), times = as.numeric(row$day), extend = TRUE)
    return(switch(q, survival = at$surv, survival_error = at$std.err,
                  survival_lower = at$lower, survival_upper = at$upper))
  }
  if (startsWith(q, "incidence")) {
    data$state <- factor(data$status, levels = 0:causes_of(row$endpoint))
    fit <- survfit(Surv(time, state) ~ 1, data = data)
    at <- summary(fit, times = as.numeric(row$day), extend = TRUE)
    cause <- as.numeric(row$of) + 1
    return(switch(q, incidence = at$pstate[, cause], incidence_error = at$std.err[, cause],
                  incidence_lower = at$lower[, cause], incidence_upper = at$upper[, cause]))
  }
  parts <- strsplit(row$of, "|", fixed = TRUE)[[1]]
  data$event <- data$status == 1
  if (q == "log_rank_p") {
    data$group <- factor(ifelse(is.na(data[[parts[1]]]), "not stated", as.character(data[[parts[1]]])))
    test <- survdiff(Surv(time, event) ~ group, data = data)
    return(pchisq(test$chisq, length(test$n) - 1, lower.tail = FALSE))
  }
  sizes <- table(ifelse(is.na(data[[parts[1]]]), "not stated", as.character(data[[parts[1]]])))
  reference <- if (length(parts) > 1) parts[2] else names(sizes)[which.max(sizes)]
  data$group <- divided(data, parts[1], reference)
  fit <- coxph(Surv(time, event) ~ group, data = data,
               control = coxph.control(eps = 1e-14, iter.max = 100, toler.chol = 1e-13))
  if (q == "hazard_ratio") return(exp(coef(fit))[[paste0("group", parts[3])]])
  if (q == "proportional_p") return(cox.zph(fit, transform = "km")$table["GLOBAL", "p"])
  NA
}

numbers <- read.csv("numbers.csv", colClasses = "character", check.names = FALSE, na.strings = "NA")
numbers$ours <- as.numeric(numbers$value)
numbers$r <- vapply(seq_len(nrow(numbers)), function(i) {
  value <- tryCatch(suppressWarnings(compute(numbers[i, ])), error = function(e) Inf) # no answer of ours
  if (length(value) == 1) as.numeric(value) else Inf
}, 0)
numbers$difference <- ifelse(is.na(numbers$ours) & is.na(numbers$r), 0,
  abs(numbers$ours - numbers$r) / pmax(abs(numbers$ours), 1e-300))
numbers$difference[numbers$ours %in% 0 & numbers$r %in% 0] <- 0
wrong <- is.na(numbers$difference) | numbers$difference > 1e-10
cat(R.version.string, ", survival ", as.character(packageVersion("survival")), "\n", sep = "")
cat(nrow(numbers), "numbers; largest relative difference",
    format(max(numbers$difference, na.rm = TRUE), digits = 3), "\n")
if (any(wrong)) {
  cat("These differ:\n")
  print(numbers[wrong, c("endpoint", "quantity", "of", "day", "ours", "r")], row.names = FALSE)
  quit(status = 1)
}
cat("All numbers are reproduced.\n")
