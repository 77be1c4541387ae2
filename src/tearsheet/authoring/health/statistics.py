"""The few sums that health needs, exact, so that no statistics library has to be installed.

All are tails of distributions over at most some hundred pages, so plain sums of :func:`math.lgamma` do.
"""

from __future__ import annotations

from math import exp, fsum, lgamma, log, sqrt

_ONE_SIDED = 2.33
"""The quantile of the normal distribution for 99 %."""


def at_least(x: int, n: int, yes: float, no: float) -> float:
    """Return how likely *x* or more of *n* pages say yes, where *yes* and *no* pages have been seen to.

    The beta-binomial predictive distribution with Jeffreys' prior: what is not known of the rate, since few pages have
    been seen, is in it.
    """
    if x <= 0:
        return 1.0
    if x > n:
        return 0.0
    a, b = yes + 0.5, no + 0.5
    base = lgamma(n + 1) + lgamma(a + b) - lgamma(a) - lgamma(b) - lgamma(n + a + b)
    return min(
        1.0,
        fsum(
            exp(base + lgamma(k + a) + lgamma(n - k + b) - lgamma(k + 1) - lgamma(n - k + 1)) for k in range(x, n + 1)
        ),
    )


def largest_share(same: float, pairs: float, pages: int) -> float:
    """Return the largest share of pages that one value can have, where *same* of *pairs* of pages have been alike.

    The chance that two pages are alike is the sum of the squares of the shares, so no share is above its root. The
    upper end of a one-sided 99 % Wilson interval, over *pages* pages or over the pairs, whichever is the wider; 1 where
    nothing is known.
    """
    if pages <= 0 or pairs <= 0:
        return 1.0
    alike = min(1.0, same / pairs)
    return max(_wilson(sqrt(alike), pages), sqrt(_wilson(alike, pairs)))


def _wilson(share: float, n: float) -> float:
    z = _ONE_SIDED
    spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return min(1.0, (share + z * z / (2 * n) + spread) / (1 + z * z / n))


def most_alike(x: int, n: int, share: float) -> float:
    """Return a bound on how likely *x* or more of *n* pages have one value, where no value has more than *share*.

    The union bound over all sets of *x* pages: the chance that one set is alike is at most ``share ** x``, since the
    sum of the x-th powers of the shares is at most the sum of their squares times ``share ** (x - 2)``.
    """
    if x <= 1 or share >= 1:
        return 1.0
    logarithm = lgamma(n + 1) - lgamma(x + 1) - lgamma(n - x + 1) + x * log(share)
    return exp(logarithm) if logarithm < 0 else 1.0


def repeated(x: int, n: int, share: float) -> float:
    """Return a bound on how likely *x* or more of *n* pages repeat the value of one before them.

    The page after *j* others repeats one of them with a chance of at most ``share * sqrt(j)`` (Cauchy's inequality),
    whatever came before, so the count is never larger, in distribution, than a sum of independent trials of these
    chances; that sum's tail is exact.
    """
    if x <= 0:
        return 1.0
    tail = [1.0] + [0.0] * x  # how likely no, one, … repeats are so far; the last is "x or more"
    for j in range(1, n):
        chance = min(1.0, share * sqrt(j))
        reached = tail[x] + tail[x - 1] * chance
        for k in range(x - 1, 0, -1):
            tail[k] += (tail[k - 1] - tail[k]) * chance
        tail[0] -= tail[0] * chance
        tail[x] = reached
    return min(1.0, tail[x])
