package limbline.statistics.regression;

/// How events at one time enter Cox's likelihood.
public enum Ties {
    /// Each of the tied events averages over the orders in which they may have happened. R's
    /// default. Efron B. J Am Stat Assoc 1977;72:557-565.
    /// <https://doi.org/10.1080/01621459.1977.10480613>
    EFRON,
    /// All tied events see the whole risk set. SAS's default. Breslow NE. Biometrics
    /// 1974;30:89-99. <https://doi.org/10.2307/2529620>
    BRESLOW,
    /// Times are discrete: the probability that of all sets of as many at risk these had the event.
    /// SAS's `DISCRETE`. Cox DR. J R Stat Soc B 1972;34:187-220.
    /// <https://doi.org/10.1111/j.2517-6161.1972.tb00899.x>
    EXACT
}
