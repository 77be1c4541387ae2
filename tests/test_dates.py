from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tearsheet.text.dates import find_moments, parse_moment, parse_stated

ZONE = "Asia/Shanghai"
CST = timezone(timedelta(hours=8))
CAPTURED = datetime(2026, 3, 15, 10, 30, tzinfo=CST)  # a Sunday

LENGTHS = {"s": timedelta(seconds=1), "m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


def instant(words: str) -> datetime:
    """'2025-10-23 17:08' is read in +08:00; another zone is written behind it."""
    when = datetime.fromisoformat(words)
    return when if when.tzinfo else when.replace(tzinfo=CST)


def finish(start: datetime, words: str) -> datetime:
    match = re.fullmatch(r"(\d+)([smhd])", words)
    return start + int(match[1]) * LENGTHS[match[2]] if match else instant(words)


# text | start | end, or how long after the start | precision
ABSOLUTE = """
2025年10月23日 17:08                      | 2025-10-23 17:08 | 1m | minute
2025年10月23日17:08                       | 2025-10-23 17:08 | 1m | minute
2025年10月23日 17:08:09                   | 2025-10-23 17:08:09 | 1s | second
2025年10月23日 星期四 17:08:09            | 2025-10-23 17:08:09 | 1s | second
2025年10月23日（周四）17:08               | 2025-10-23 17:08 | 1m | minute
2025年10月23日星期四 17点08分             | 2025-10-23 17:08 | 1m | minute
2025年10月23日17时08分                    | 2025-10-23 17:08 | 1m | minute
2025年10月23日17时08分09秒                | 2025-10-23 17:08:09 | 1s | second
2025 年 10 月 23 日 17 時                 | 2025-10-23 17:00 | 1h | hour
2025年10月23日                            | 2025-10-23 00:00 | 1d | day
2025年1月5号                              | 2025-01-05 00:00 | 1d | day
２０２５年１０月２３日　１７：０８        | 2025-10-23 17:08 | 1m | minute
２０２５－１０－２３　１７：０８：０９    | 2025-10-23 17:08:09 | 1s | second
二〇二五年十月二十三日                    | 2025-10-23 00:00 | 1d | day
二○二五年十月廿三日                      | 2025-10-23 00:00 | 1d | day
一九九七年七月一日零时                    | 1997-07-01 00:00 | 1h | hour
2025年10月23日 上午9:05                   | 2025-10-23 09:05 | 1m | minute
2025年10月23日 上午12:30                  | 2025-10-23 00:30 | 1m | minute
2025年10月23日 下午5:08                   | 2025-10-23 17:08 | 1m | minute
2025/10/23 下午 05:08:09                  | 2025-10-23 17:08:09 | 1s | second
2025年10月23日下午17:08                   | 2025-10-23 17:08 | 1m | minute
2025年10月23日下午三点半                  | 2025-10-23 15:30 | 1m | minute
2025年10月23日晚上8點一刻                 | 2025-10-23 20:15 | 1m | minute
2025年10月23日 早上8点                    | 2025-10-23 08:00 | 1h | hour
2025年10月23日凌晨2点                     | 2025-10-23 02:00 | 1h | hour
2025年10月23日中午12点                    | 2025-10-23 12:00 | 1h | hour
2025年10月23日正午                        | 2025-10-23 12:00 | 1m | minute
2025年10月23日晚上12点                    | 2025-10-24 00:00 | 1h | hour
2025年10月23日午夜                        | 2025-10-23 00:00 | 2025-10-24 00:01 | day
2025年10月23日上午                        | 2025-10-23 00:00 | 12h | day
民國114年10月23日                         | 2025-10-23 00:00 | 1d | day
中華民國一一四年十月二十三日              | 2025-10-23 00:00 | 1d | day
民國一百一十四年10月23日 下午5時8分       | 2025-10-23 17:08 | 1m | minute
民國114/10/23 17:08                       | 2025-10-23 17:08 | 1m | minute
114/10/23 下午 05:08                      | 2025-10-23 17:08 | 1m | minute
114-10-23 17:08                           | 2025-10-23 17:08 | 1m | minute
下午 05:08 2025-10-23                     | 2025-10-23 17:08 | 1m | minute
2025-10-23 HKT 17:08                      | 2025-10-23 17:08 | 1m | minute
令和7年10月23日                           | 2025-10-23 00:00 | 1d | day
2025年10月23日(木)17時08分                | 2025-10-23 17:08 | 1m | minute
2025年10月23日 木曜日 午後5時8分          | 2025-10-23 17:08 | 1m | minute
2025년 10월 23일 오후 5시 8분             | 2025-10-23 17:08 | 1m | minute
2025. 10. 23. 17:08                       | 2025-10-23 17:08 | 1m | minute
3. März 2021                              | 2021-03-03 00:00 | 1d | day
3. März 2021 um 17:08                     | 2021-03-03 17:08 | 1m | minute
3. März 2021, 17.08 Uhr                   | 2021-03-03 17:08 | 1m | minute
1er août 2021 à 17h08                     | 2021-08-01 17:08 | 1m | minute
3 de abril de 2021, a las 9:05            | 2021-04-03 09:05 | 1m | minute
21 de Abril de 2022                       | 2022-04-21 00:00 | 1d | day
04-ago-2021 5:11:10                       | 2021-08-04 05:11:10 | 1s | second
12 ДЕКАБРЯ 2021, 10:15                    | 2021-12-12 10:15 | 1m | minute
5. toukokuuta 2021 klo 10.15              | 2021-05-05 10:15 | 1m | minute
23 października 2025                      | 2025-10-23 00:00 | 1d | day
23 окт. 2025 г., 17:08                    | 2025-10-23 17:08 | 1m | minute
23 октября 2025 года в 17:08              | 2025-10-23 17:08 | 1m | minute
23 октомври 2025                          | 2025-10-23 00:00 | 1d | day
23 Οκτ 2025                               | 2025-10-23 00:00 | 1d | day
23 Ekim 2025 Perşembe 17:08               | 2025-10-23 17:08 | 1m | minute
23 paź 2025, godz. 17:08                  | 2025-10-23 17:08 | 1m | minute
23 Octombrie 2025, ora 17:08              | 2025-10-23 17:08 | 1m | minute
23 oktober 2025 kl. 17.08                 | 2025-10-23 17:08 | 1m | minute
23 Okt 2025 pukul 17.08                   | 2025-10-23 17:08 | 1m | minute
23 octobre 2025 à 17 h 08                 | 2025-10-23 17:08 | 1m | minute
23/10/2025 às 17h08                       | 2025-10-23 17:08 | 1m | minute
2025. okt. 23., 17:08                     | 2025-10-23 17:08 | 1m | minute
2025.10.23. 오후 5:08                     | 2025-10-23 17:08 | 1m | minute
Octubre 23, 2025                          | 2025-10-23 00:00 | 1d | day
10月 23, 2025 17:08                       | 2025-10-23 17:08 | 1m | minute
2025 10/23 17:08:09                       | 2025-10-23 17:08:09 | 1s | second
23 tháng 10 năm 2025                      | 2025-10-23 00:00 | 1d | day
23 ต.ค. 2568 17:08                        | 2025-10-23 17:08 | 1m | minute
23 באוקטובר 2025                          | 2025-10-23 00:00 | 1d | day
٢٣ أكتوبر ٢٠٢٥                            | 2025-10-23 00:00 | 1d | day
3 ağustos 2025                            | 2025-08-03 00:00 | 1d | day
23. 10. 2025 17:08                        | 2025-10-23 17:08 | 1m | minute
2025-10-23                                | 2025-10-23 00:00 | 1d | day
2025-10-23 17:08                          | 2025-10-23 17:08 | 1m | minute
2025-10-23, 17:08:09                      | 2025-10-23 17:08:09 | 1s | second
2025-1-5 9:05                             | 2025-01-05 09:05 | 1m | minute
2025/10/23 17:08                          | 2025-10-23 17:08 | 1m | minute
2025.10.23                                | 2025-10-23 00:00 | 1d | day
2025.10.23 17:08                          | 2025-10-23 17:08 | 1m | minute
17:08 2025-10-23                          | 2025-10-23 17:08 | 1m | minute
下午5:08 2025年10月23日                   | 2025-10-23 17:08 | 1m | minute
2025-10-23T17:08:09Z                      | 2025-10-23 17:08:09+00:00 | 1s | second
2025-10-23T17:08:09+08:00                 | 2025-10-23 17:08:09 | 1s | second
2025-10-23T17:08:09+0800                  | 2025-10-23 17:08:09 | 1s | second
2025-10-23T17:08-05:00                    | 2025-10-23 17:08-05:00 | 1m | minute
2025-10-23T17:08:09.125Z                  | 2025-10-23 17:08:09.125+00:00 | 2025-10-23 17:08:09.126+00:00 | second
2025-10-23 17:08:09.0                     | 2025-10-23 17:08:09 | 2025-10-23 17:08:09.100 | second
2025-10-23T17:08                          | 2025-10-23 17:08 | 1m | minute
20251023T170809Z                          | 2025-10-23 17:08:09+00:00 | 1s | second
20251023T1708+0800                        | 2025-10-23 17:08 | 1m | minute
Thu, 23 Oct 2025 17:08:00 +0800           | 2025-10-23 17:08 | 1s | second
Thu, 23 Oct 2025 17:08:00 GMT             | 2025-10-23 17:08+00:00 | 1s | second
Thu, 23 Oct 2025 17:08:00 -0500 (EST)     | 2025-10-23 17:08-05:00 | 1s | second
Thu Oct 23 17:08:09 2025                  | 2025-10-23 17:08:09 | 1s | second
Thu Oct 23 17:08:09 CST 2025              | 2025-10-23 17:08:09 | 1s | second
Thu Oct 23 2025 17:08:00 GMT+0900 (Japan Standard Time) | 2025-10-23 17:08+09:00 | 1s | second
23 October 2025                           | 2025-10-23 00:00 | 1d | day
23rd of October, 2025                     | 2025-10-23 00:00 | 1d | day
23-Oct-2025 17:08                         | 2025-10-23 17:08 | 1m | minute
2025 Oct 23                               | 2025-10-23 00:00 | 1d | day
October 23, 2025                          | 2025-10-23 00:00 | 1d | day
Thursday, October 23rd, 2025              | 2025-10-23 00:00 | 1d | day
Sept. 3, 2025                             | 2025-09-03 00:00 | 1d | day
OCT 23, 2025 5:08 PM                      | 2025-10-23 17:08 | 1m | minute
Oct. 23, 2025 at 5:08 p.m. EST            | 2025-10-23 17:08-05:00 | 1m | minute
Oct 23, 2025, 5:08 PM ET                  | 2025-10-23 17:08-04:00 | 1m | minute
Oct 23, 2025 12:08 AM                     | 2025-10-23 00:08 | 1m | minute
Oct 23, 2025 12:08 PM                     | 2025-10-23 12:08 | 1m | minute
October 23, 2025 at noon                  | 2025-10-23 12:00 | 1m | minute
October 23, 2025 | 5pm                    | 2025-10-23 17:00 | 1h | hour
5:08 PM · Oct 23, 2025                    | 2025-10-23 17:08 | 1m | minute
10/23/2025 5:08 PM                        | 2025-10-23 17:08 | 1m | minute
23/10/2025                                | 2025-10-23 00:00 | 1d | day
03/03/2025                                | 2025-03-03 00:00 | 1d | day
03.04.2025 17:08                          | 2025-04-03 17:08 | 1m | minute
北京时间2025年10月23日17时                | 2025-10-23 17:00 | 1h | hour
2025年10月23日 北京时间17:08              | 2025-10-23 17:08 | 1m | minute
2025年10月23日 17:08(台北時間)            | 2025-10-23 17:08 | 1m | minute
美东时间2025年10月23日 17:08              | 2025-10-23 17:08-04:00 | 1m | minute
太平洋时间2025年12月23日 17:08            | 2025-12-23 17:08-08:00 | 1m | minute
2025-10-23 17:08 (GMT+8)                  | 2025-10-23 17:08 | 1m | minute
2025-10-23 17:08 UTC+9                    | 2025-10-23 17:08+09:00 | 1m | minute
星期六, 七月 11 @ 06:45:09 PDT             | 2025-07-11 06:45:09-07:00 | 1s | second
2025-10-23 17:08 UTC                      | 2025-10-23 17:08+00:00 | 1m | minute
10月23日                                  | 2025-10-23 00:00 | 1d | day
10月23日 17:08                            | 2025-10-23 17:08 | 1m | minute
十月二十三日下午三点                      | 2025-10-23 15:00 | 1h | hour
3月15日 10:30                             | 2026-03-15 10:30 | 1m | minute
3月16日                                   | 2026-03-16 00:00 | 1d | day
3月17日                                   | 2025-03-17 00:00 | 1d | day
2月29日                                   | 2024-02-29 00:00 | 1d | day
Oct 23                                    | 2025-10-23 00:00 | 1d | day
Oct 23 at 5:08 PM                         | 2025-10-23 17:08 | 1m | minute
23 Oct, 17:08                             | 2025-10-23 17:08 | 1m | minute
10-23 17:08                               | 2025-10-23 17:08 | 1m | minute
10/23 17:08                               | 2025-10-23 17:08 | 1m | minute
2025年10月                                | 2025-10-01 00:00 | 31d | month
October 2025                              | 2025-10-01 00:00 | 31d | month
2025年                                    | 2025-01-01 00:00 | 365d | year
二〇二四年                                | 2024-01-01 00:00 | 366d | year
"""

RELATIVE = """
vor 3 Stunden                             | 2026-03-15 06:30 | 90m | hour
il y a une heure                          | 2026-03-15 08:30 | 90m | hour
hace 2 días                               | 2026-03-12 10:30 | 36h | day
3 ore fa                                  | 2026-03-15 06:30 | 90m | hour
20 минут назад                            | 2026-03-15 10:09 | 90s | minute
2 dagen geleden                           | 2026-03-12 10:30 | 36h | day
gestern, 18.30 Uhr                        | 2026-03-14 18:30 | 1m | minute
Hier à 18h30                              | 2026-03-14 18:30 | 1m | minute
Сегодня в 08:15                           | 2026-03-15 08:15 | 1m | minute
30秒前                                    | 2026-03-15 10:29:29 | 2026-03-15 10:29:30.500 | second
45 seconds ago                            | 2026-03-15 10:29:14 | 2026-03-15 10:29:15.500 | second
a few seconds ago                         | 2026-03-15 10:29 | 1m | second
刚刚                                      | 2026-03-15 10:25 | 5m | minute
剛剛                                      | 2026-03-15 10:25 | 5m | minute
just now                                  | 2026-03-15 10:25 | 5m | minute
5分钟前                                   | 2026-03-15 10:24 | 90s | minute
5 mins ago                                | 2026-03-15 10:24 | 90s | minute
a minute ago                              | 2026-03-15 10:28 | 90s | minute
less than a minute ago                    | 2026-03-15 10:29 | 1m | minute
几分钟前                                  | 2026-03-15 10:20 | 9m | minute
a few minutes ago                         | 2026-03-15 10:20 | 9m | minute
十几分钟前                                | 2026-03-15 10:10 | 10m | minute
20多分钟前                                | 2026-03-15 10:00 | 10m | minute
一刻钟前                                  | 2026-03-15 10:00 | 2026-03-15 10:22:30 | minute
半小时前                                  | 2026-03-15 09:30 | 45m | hour
half an hour ago                          | 2026-03-15 09:30 | 45m | hour
1小时前                                   | 2026-03-15 08:30 | 90m | hour
一小时前                                  | 2026-03-15 08:30 | 90m | hour
an hour ago                               | 2026-03-15 08:30 | 90m | hour
2 小时前                                  | 2026-03-15 07:30 | 90m | hour
２小時前                                  | 2026-03-15 07:30 | 90m | hour
两个小时前                                | 2026-03-15 07:30 | 90m | hour
2時間前                                   | 2026-03-15 07:30 | 90m | hour
2시간 전                                  | 2026-03-15 07:30 | 90m | hour
7h ago                                    | 2026-03-15 02:30 | 90m | hour
7 hrs ago                                 | 2026-03-15 02:30 | 90m | hour
about 7 hours ago                         | 2026-03-15 02:30 | 90m | hour
約7小時前                                 | 2026-03-15 02:30 | 90m | hour
十二小时前                                | 2026-03-14 21:30 | 90m | hour
twelve hours ago                          | 2026-03-14 21:30 | 90m | hour
一个半小时前                              | 2026-03-15 08:30 | 45m | hour
1.5 hours ago                             | 2026-03-15 08:30 | 45m | hour
1小时20分钟前                             | 2026-03-15 09:09 | 90s | minute
1h 20m ago                                | 2026-03-15 09:09 | 90s | minute
2 days, 3 hours ago                       | 2026-03-13 06:30 | 90m | hour
3天前                                     | 2026-03-11 10:30 | 36h | day
三天前                                    | 2026-03-11 10:30 | 36h | day
3 days ago                                | 2026-03-11 10:30 | 36h | day
3天前 17:08                               | 2026-03-12 17:08 | 1m | minute
几天前                                    | 2026-03-05 10:30 | 9d | day
2周前                                     | 2026-02-22 10:30 | 2026-03-04 22:30 | week
2 weeks ago                               | 2026-02-22 10:30 | 2026-03-04 22:30 | week
1个月前                                   | 2026-01-15 10:30 | 2026-02-28 10:30 | month
3 months ago                              | 2025-11-15 10:30 | 2025-12-31 10:30 | month
半年前                                    | 2025-03-15 10:30 | 2025-12-15 10:30 | year
2 years ago                               | 2023-03-15 10:30 | 2024-09-15 10:30 | year
两年前                                    | 2023-03-15 10:30 | 2024-09-15 10:30 | year
over a year ago                           | 2024-03-15 10:30 | 2025-03-15 10:30 | year
1年多前                                   | 2024-03-15 10:30 | 2025-03-15 10:30 | year
almost 2 years ago                        | 2024-03-15 10:30 | 2024-09-15 10:30 | year
今天                                      | 2026-03-15 00:00 | 1d | day
Today                                     | 2026-03-15 00:00 | 1d | day
今天 08:00                                | 2026-03-15 08:00 | 1m | minute
Today at 2:55 AM                          | 2026-03-15 02:55 | 1m | minute
今早8点                                   | 2026-03-15 08:00 | 1h | hour
昨天                                      | 2026-03-14 00:00 | 1d | day
昨日                                      | 2026-03-14 00:00 | 1d | day
yesterday                                 | 2026-03-14 00:00 | 1d | day
昨天 17:08                                | 2026-03-14 17:08 | 1m | minute
昨天下午3点半                             | 2026-03-14 15:30 | 1m | minute
Yesterday, 5:08 PM                        | 2026-03-14 17:08 | 1m | minute
5:08 PM yesterday                         | 2026-03-14 17:08 | 1m | minute
昨晚                                      | 2026-03-14 17:00 | 7h | day
昨晚8点                                   | 2026-03-14 20:00 | 1h | hour
昨晚12点                                  | 2026-03-15 00:00 | 1h | hour
last night                                | 2026-03-14 18:00 | 12h | day
前天 09:16                                | 2026-03-13 09:16 | 1m | minute
大前天                                    | 2026-03-12 00:00 | 1d | day
the day before yesterday                  | 2026-03-13 00:00 | 1d | day
周五                                      | 2026-03-13 00:00 | 1d | day
週五 17:08                                | 2026-03-13 17:08 | 1m | minute
星期天                                    | 2026-03-15 00:00 | 1d | day
上周五                                    | 2026-03-06 00:00 | 1d | day
上上周五                                  | 2026-02-27 00:00 | 1d | day
上個禮拜五                                | 2026-03-06 00:00 | 1d | day
本周一                                    | 2026-03-09 00:00 | 1d | day
Friday                                    | 2026-03-13 00:00 | 1d | day
last Friday                               | 2026-03-13 00:00 | 1d | day
last Sunday                               | 2026-03-08 00:00 | 1d | day
Monday 3pm                                | 2026-03-09 15:00 | 1h | hour
Sunday at 11:00                           | 2026-03-08 11:00 | 1m | minute
Sunday at 10:00                           | 2026-03-15 10:00 | 1m | minute
上周                                      | 2026-03-02 00:00 | 7d | week
last week                                 | 2026-03-02 00:00 | 7d | week
上个月                                    | 2026-02-01 00:00 | 28d | month
上个月23日                                | 2026-02-23 00:00 | 1d | day
去年                                      | 2025-01-01 00:00 | 365d | year
去年10月                                  | 2025-10-01 00:00 | 31d | month
去年10月23日                              | 2025-10-23 00:00 | 1d | day
last year                                 | 2025-01-01 00:00 | 365d | year
下午3点半                                 | 2026-03-14 15:30 | 1m | minute
早上8点                                   | 2026-03-15 08:00 | 1h | hour
5:08 PM                                   | 2026-03-14 17:08 | 1m | minute
"""

# text | the words in it that are the time
DRESSED = """
更新于 1小时前          | 1小时前
更新于:1小时前          | 1小时前
最后更新：2025-10-23    | 2025-10-23
时间:2025年10月23日 17:08 | 2025年10月23日 17:08
發表於 2025-10-23 17:08 | 2025-10-23 17:08
发布时间：10-23         | 10-23
發佈時間︰民國114年10月23日 | 民國114年10月23日
【发布日期】2025-10-23  | 2025-10-23
Updated 1h ago          | 1h ago
Last updated: 2 days ago | 2 days ago
Published: October 23, 2025 | October 23, 2025
Posted on Oct 23, 2025 at 5:08 PM | Oct 23, 2025 at 5:08 PM
Posted at 17:08         | 17:08
Date: 10/23             | 10/23
Published2025-10-23     | 2025-10-23
Published 发布于: 2h ago | 2h ago
5分钟前更新             | 5分钟前
昨天 17:08 发布         | 昨天 17:08
(2h ago)                | 2h ago
· 2h ago                | 2h ago
【2025-10-23】          | 2025-10-23
🕒 2025-10-23 17:08     | 2025-10-23 17:08
10月23日.               | 10月23日
on Oct 23, 2025         | Oct 23, 2025
at 5:08 PM              | 5:08 PM
"""

NOT_TIMES = """
50
1950
2025
20251023
2.0.1
3-2
10-23
10.23
2025.10.23.1
192.168.10.23
25-10-23
25年10月23日
03/04/2025
03/04 17:08
2025-10
2月30日
2025-02-29
2025-13-01
2025年13月
13月1日
Feb 30, 2025
24:00
2025-10-23 24:00
2025-10-23 25:10
2025-10-23 17:60
2025-10-23 9:00-10:00
2025-10-23 17:08:09-18:00
上午13:00
17:08
12:30:45
2h
5 min read
3月前
1984年前
1500年前
2025年前
10月23日前
Sun
May
now
AI资讯
not a time at all
2h ago and more
2025-10-23 to 2025-10-25
9:00-10:00
https://example.com/2025/10/23/
当地时间昨天17:08
2小时后
in 2 hours
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.rsplit("|", 3)] for line in table.splitlines() if line.strip()]


@pytest.mark.parametrize(("text", "start", "end", "precision"), rows(ABSOLUTE))
def test_absolute_words_mean_their_interval(text: str, start: str, end: str, precision: str) -> None:
    moment = parse_moment(text, captured_at=CAPTURED, zone=ZONE)
    assert moment is not None
    assert (moment.start, moment.end) == (instant(start), finish(instant(start), end))
    assert (moment.precision, moment.basis, moment.civil, moment.raw) == (precision, "absolute", None, text)


@pytest.mark.parametrize(("text", "start", "end", "precision"), rows(RELATIVE))
def test_relative_words_mean_their_interval(text: str, start: str, end: str, precision: str) -> None:
    moment = parse_moment(text, captured_at=CAPTURED, zone=ZONE)
    assert moment is not None
    assert (moment.start, moment.end) == (instant(start), finish(instant(start), end))
    assert (moment.precision, moment.basis, moment.civil, moment.raw) == (precision, "relative", None, text)


@pytest.mark.parametrize("text", [row[0] for row in rows(ABSOLUTE + RELATIVE)])
def test_resolving_later_gives_what_parsing_with_the_capture_gives(text: str) -> None:
    waiting = parse_moment(text, zone=ZONE)
    assert waiting is not None
    assert waiting.resolve(CAPTURED) == parse_moment(text, captured_at=CAPTURED, zone=ZONE)


@pytest.mark.parametrize("text", [row[0] for row in rows(RELATIVE)])
def test_without_a_capture_relative_words_have_no_start(text: str) -> None:
    waiting = parse_moment(text, zone=ZONE)
    assert waiting is not None
    assert waiting.start is None
    assert waiting.end is None
    assert waiting.civil is not None or waiting.offset is not None


@pytest.mark.parametrize(("text", "words"), [line.split("|") for line in DRESSED.strip().splitlines()])
def test_labels_and_decoration_are_no_part_of_the_raw_words(text: str, words: str) -> None:
    moment = parse_moment(text.strip(), captured_at=CAPTURED, zone=ZONE)
    assert moment is not None
    assert moment.raw == words.strip()
    assert moment.start is not None


@pytest.mark.parametrize("text", NOT_TIMES.strip().splitlines())
def test_what_is_no_time_or_more_than_one_is_none(text: str) -> None:
    assert parse_moment(text, captured_at=CAPTURED, zone=ZONE) is None


@pytest.mark.parametrize(
    "text", ["3 Zimmer 2021", "31 février 2021", "3. Märzen 2021", "12 mars", "im März 2021", "top 5 led 2025"]
)
def test_a_word_that_is_no_month_and_a_day_that_is_none_make_no_date(text: str) -> None:
    assert find_moments(text) == ()


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("20251023", "2025-10-23 00:00"),
        ("20251023T170809", "2025-10-23 17:08:09"),
        ("202510231708", "2025-10-23 17:08"),
        ("1761210489", "2025-10-23 17:08:09"),
        ("1761210489123", "2025-10-23 17:08:09"),
        ("Thu, 23 Oct 25 09:08:09 GMT", "2025-10-23 17:08:09"),
        ("2025-10-23T17:08:09+08:00", "2025-10-23 17:08:09"),
        ("3. März 2021", "2021-03-03 00:00"),
        ("1761210489.25", "2025-10-23 17:08:09"),
        ("周四, 23 10月 2025 17:08:09 +0800", "2025-10-23 17:08:09"),
        ("목, 23 10 2025 17:08:09 +0800", "2025-10-23 17:08:09"),
    ],
)
def test_what_is_stated_to_be_a_time_may_be_a_bare_number(text: str, start: str) -> None:
    moment = parse_stated(text, zone=ZONE)
    assert moment is not None
    assert moment.start == instant(start)
    assert moment.raw == text


@pytest.mark.parametrize("text", ["", "17", "20259999", "soon", "17612104891", "Mon, 01 Jan 0001 00:00:00 GMT"])
def test_what_is_stated_and_no_time_is_none(text: str) -> None:
    assert parse_stated(text, captured_at=CAPTURED, zone=ZONE) is None


def test_the_table_is_as_large_as_promised() -> None:
    assert len(rows(ABSOLUTE + RELATIVE)) >= 120


@pytest.mark.parametrize(
    ("text", "civil", "offset"),
    [
        ("10月23日", "--10-23", None),
        ("10月23日 17:08", "--10-23T17:08", None),
        ("昨天", "D-1", timedelta(days=-1)),
        ("昨天 17:08", "D-1T17:08", timedelta(days=-1)),
        ("上周五", "W-1-5", None),
        ("周五", "-W-5", None),
        ("last Friday", "-W-5", timedelta(days=-1)),
        ("上周", "W-1", None),
        ("去年10月23日", "Y-1-10-23", None),
        ("5:08 PM", "T17:08", None),
        ("7h ago", None, timedelta(hours=-7)),
        ("3个月前", "-P4M/-P2M15D", None),
    ],
)
def test_words_wait_in_the_documented_notation(text: str, civil: str | None, offset: timedelta | None) -> None:
    moment = parse_moment(text)
    assert moment is not None
    assert (moment.civil, moment.offset, moment.zone, moment.start) == (civil, offset, None, None)


def test_a_printed_zone_needs_no_capture_and_overrides_the_site() -> None:
    moment = parse_moment("2025-10-23T17:08:09-04:00", zone=ZONE)
    assert moment is not None
    assert moment.zone == "-04:00"
    assert moment.at == datetime(2025, 10, 23, 21, 8, 9, tzinfo=UTC)


def test_without_any_zone_an_absolute_clock_has_no_start() -> None:
    moment = parse_moment("2025年10月23日 17:08", captured_at=CAPTURED)
    assert moment is not None
    assert (moment.start, moment.civil, moment.zone) == (None, "2025-10-23T17:08", None)
    assert moment.resolve(CAPTURED, zone=ZONE).start == datetime(2025, 10, 23, 17, 8, tzinfo=CST)


def test_without_any_zone_the_capture_still_tells_the_year() -> None:
    moment = parse_moment("10月23日 17:08", captured_at=CAPTURED)
    assert moment is not None
    assert (moment.start, moment.civil) == (None, "2025-10-23T17:08")


def test_without_any_zone_relative_days_are_those_of_the_capture() -> None:
    late = datetime(2026, 3, 15, 23, 30, tzinfo=UTC)  # the 16th in Shanghai
    bare, sited = parse_moment("昨天", captured_at=late), parse_moment("昨天", captured_at=late, zone=ZONE)
    assert bare is not None
    assert sited is not None
    assert bare.start == datetime(2026, 3, 14, tzinfo=UTC)
    assert sited.start == datetime(2026, 3, 15, tzinfo=CST)


def test_an_unknown_place_is_never_read_in_the_zone_of_the_site() -> None:
    moment = parse_moment("当地时间2025年10月23日17时", captured_at=CAPTURED, zone=ZONE)
    assert moment is not None
    assert (moment.start, moment.civil, moment.zone) == (None, "2025-10-23T17", None)


def test_cst_is_the_zone_of_the_site_or_none() -> None:
    sited, bare = (parse_moment("2025-10-23 17:08 CST", zone=zone) for zone in (ZONE, None))
    assert sited is not None
    assert bare is not None
    assert sited.start == datetime(2025, 10, 23, 17, 8, tzinfo=CST)
    assert bare.start is None


def test_a_zone_this_machine_does_not_know_keeps_the_words_waiting() -> None:
    moment = parse_moment("2025-10-23 17:08", captured_at=CAPTURED, zone="Mars/Olympus")
    assert moment is not None
    assert (moment.start, moment.civil, moment.zone) == (None, "2025-10-23T17:08", "Mars/Olympus")


@pytest.mark.parametrize("read", [parse_moment, find_moments])
def test_a_naive_capture_is_refused_with_a_remedy(read) -> None:
    with pytest.raises(ValueError, match="replace"):
        read("2h ago", captured_at=datetime.fromisoformat("2026-03-15"))


def test_text_longer_than_any_time_is_none() -> None:
    assert parse_moment("2025-10-23" + " " * 500, zone=ZONE) is not None
    assert parse_moment("(" * 300 + "2025-10-23", zone=ZONE) is None


def found(text: str) -> list[tuple[str, str | None, str]]:
    """What find_moments gives: the words, the kind and the words of the label."""
    return [
        (text[item.start : item.end], item.label, text[item.label_start : item.label_end])
        for item in find_moments(text, captured_at=CAPTURED, zone=ZONE)
    ]


def test_a_header_row_is_cut_into_its_times() -> None:
    assert found("Daily Wire 每日电讯 2h ago Updated 1h ago 更新于 1小时前 38") == [
        ("2h ago", None, ""),
        ("1h ago", "updated", "Updated "),
        ("1小时前", "updated", "更新于 "),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("来源:某社 时间:2025年10月23日 17:08 作者:某甲", [("2025年10月23日 17:08", None, "时间:")]),
        ("某甲 发表于 2025-10-23 17:08 阅读 100", [("2025-10-23 17:08", "published", "发表于 ")]),
        ("3小时前更新 2025-10-23", [("3小时前", "updated", "更新"), ("2025-10-23", None, "")]),
        ("活动时间:2025-10-23", [("2025-10-23", None, "")]),
        ("本文更新于2025-10-23", [("2025-10-23", "updated", "更新于")]),
        ("某甲 | 昨天 | 3 条评论", [("昨天", None, "")]),
        ("某甲 刚刚 38 评论", [("刚刚", None, "")]),
        ("某甲 · 10月23日 · 3", [("10月23日", None, "")]),
        ("一个标题(10月23日)", [("10月23日", None, "")]),
        ("3小时前更新 作者", [("3小时前", "updated", "更新")]),
        ("Posted Oct 23, 2025 17:08 UTC (Thu) by me", [("Oct 23, 2025 17:08 UTC (Thu)", "published", "Posted ")]),
        ("By Jane Roe / Oct 23, 2025 / 5 min read", [("Oct 23, 2025", None, "")]),
        ("Last updated on Oct 23", [("Oct 23", "updated", "Last updated on ")]),
        ("Yesterday at 5:08 PM in Forum", [("Yesterday at 5:08 PM", None, "")]),
        ("2025-10-23 to 2025-10-25", [("2025-10-23", None, ""), ("2025-10-25", None, "")]),
    ],
)
def test_times_are_found_among_other_things(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "AI News 38",
        "1984年的小说写的是将来",
        "公司今天宣布,10月23日的会议改期",
        "刚刚过去的一年里,他们做了三件事",
        "On Oct 23 the board met, and on Friday it met again.",
        "version 2.0.1, score 3-2, call 555-10-23 17 times",
        "v2025.10.23 and build-2025.10.23.1",
        "https://example.com/2025/10/23/a.html",
        "Mon-Fri 8am-6pm, Sat 9:00-17:00",
        "8:00 AM – 5 PM",
        "他们在5年里建了3月前就该完工的桥",
        "25年10月23日 17:08",
        "3天前后的变化,10年前夕的样子",
        "Last month",
        "2025年",
        "The Sun and the May fair of last year",
        "12:30 / 45:10",
    ],
)
def test_prose_numbers_and_paths_hold_no_times(text: str) -> None:
    assert found(text) == []


# -- properties -------------------------------------------------------------------------------------------------------

LONG_MONTHS = "January February March April May June July August September October November December"
MONTHS = [name[:3] for name in LONG_MONTHS.split()]
WIDE = str.maketrans("0123456789:- ", "０１２３４５６７８９：－　")
HAN = "〇一二三四五六七八九"


def han(value: int) -> str:
    tens, ones = divmod(value, 10)
    return ("" if tens < 2 else HAN[tens]) + ("十" if tens else "") + ("" if tens and not ones else HAN[ones])


FORMATS = {
    "iso": lambda t: t.isoformat(),
    "iso seconds": lambda t: t.isoformat(timespec="seconds"),
    "iso basic": lambda t: t.strftime("%Y%m%dT%H%M%S+0800"),
    "iso utc": lambda t: t.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    "iso space": lambda t: t.strftime("%Y-%m-%d %H:%M"),
    "iso wide": lambda t: t.strftime("%Y-%m-%d %H:%M").translate(WIDE),
    "slashes": lambda t: f"{t.year}/{t.month}/{t.day} {t:%H:%M:%S}",
    "dots": lambda t: f"{t.day:02d}.{t.month:02d}.{t.year} {t:%H:%M}",
    "zh": lambda t: f"{t.year}年{t.month}月{t.day}日 {t:%H:%M}",
    "zh clock": lambda t: f"{t.year}年{t.month}月{t.day}日{t.hour}时{t.minute:02d}分",
    "zh day": lambda t: f"{t.year}年{t.month}月{t.day}日",
    "zh weekday": lambda t: f"{t.year}年{t.month}月{t.day}日 星期{'一二三四五六日'[t.weekday()]} {t:%H:%M}",
    "zh halves": lambda t: f"{t.year}年{t.month}月{t.day}日 {'上午' if t.hour < 12 else '下午'}{t.hour % 12 or 12}:{t:%M}",
    "zh han": lambda t: f"{''.join(HAN[int(c)] for c in str(t.year))}年{han(t.month)}月{han(t.day)}日{han(t.hour)}时",
    "roc": lambda t: f"民國{t.year - 1911}年{t.month}月{t.day}日 {t:%H:%M}",
    "ja": lambda t: f"{t.year}年{t.month}月{t.day}日({'月火水木金土日'[t.weekday()]}){t.hour}時{t.minute:02d}分",
    "ko": lambda t: f"{t.year}년 {t.month}월 {t.day}일 {'오전' if t.hour < 12 else '오후'} {t.hour % 12 or 12}시 {t.minute}분",
    "us": lambda t: f"{MONTHS[t.month - 1]} {t.day}, {t.year} at {t.hour % 12 or 12}:{t:%M} {'AM' if t.hour < 12 else 'PM'}",
    "uk": lambda t: f"{t.day} {LONG_MONTHS.split()[t.month - 1]} {t.year}, {t:%H:%M}",
    "rfc 2822": lambda t: f"{t.day} {MONTHS[t.month - 1]} {t.year} {t:%H:%M:%S} +0800",
    "twitter": lambda t: f"{t.hour % 12 or 12}:{t:%M} {'am' if t.hour < 12 else 'pm'} · {MONTHS[t.month - 1]} {t.day}, {t.year}",
}  # fmt: skip
TIMES = st.datetimes(datetime.fromisoformat("1970-01-02"), datetime.fromisoformat("2099-12-30"), timezones=st.just(CST))
LABELS = st.sampled_from(["", "时间:", "更新于 ", "發表於", "Published: ", "Updated ", "("])


@given(when=TIMES, form=st.sampled_from(sorted(FORMATS)), label=LABELS)
def test_every_absolute_format_contains_the_time_it_was_made_from(when: datetime, form: str, label: str) -> None:
    text = FORMATS[form](when)
    moment = parse_moment(label + text, zone="+08:00")
    assert moment is not None
    assert moment.raw == text
    assert moment.start <= when < moment.end


@given(when=TIMES, captured=TIMES)
def test_a_date_without_a_year_takes_the_latest_that_is_not_to_come(when: datetime, captured: datetime) -> None:
    moment = parse_moment(f"{when.month}月{when.day}日", captured_at=captured, zone="+08:00")
    assert moment is not None
    assert (moment.start.month, moment.start.day) == (when.month, when.day)
    assert moment.start <= captured + timedelta(days=1)
    if (when.month, when.day) != (2, 29):
        assert moment.start.replace(year=moment.start.year + 1) > captured + timedelta(days=1)


UNITS = [
    ("秒前", timedelta(seconds=1)),
    ("分钟前", timedelta(minutes=1)),
    ("小时前", timedelta(hours=1)),
    ("天前", timedelta(days=1)),
    ("周前", timedelta(weeks=1)),
    ("s ago", timedelta(seconds=1)),
    (" minutes ago", timedelta(minutes=1)),
    ("h ago", timedelta(hours=1)),
    (" days ago", timedelta(days=1)),
    ("w ago", timedelta(weeks=1)),
]


@given(captured=TIMES, count=st.integers(1, 99), unit=st.sampled_from(UNITS))
def test_an_age_lies_around_the_printed_number(captured: datetime, count: int, unit: tuple[str, timedelta]) -> None:
    words, length = unit
    moment = parse_moment(f"{count}{words}", captured_at=captured)
    assert moment is not None
    assert moment.offset == -count * length
    assert moment.start < captured - count * length < moment.end <= captured
    assert moment.end - moment.start == 1.5 * length


@given(captured=TIMES, count=st.integers(1, 60), unit=st.sampled_from(["个月前", "年前", " months ago", " years ago"]))
@example(captured=datetime(2026, 3, 31, tzinfo=CST), count=1, unit="个月前")
@example(captured=datetime(2024, 2, 29, tzinfo=CST), count=1, unit="年前")
def test_months_and_years_back_follow_the_calendar(captured: datetime, count: int, unit: str) -> None:
    moment = parse_moment(f"{count}{unit}", captured_at=captured)
    assert moment is not None
    months = captured.year * 12 + captured.month - 1 - count * (12 if "年" in unit or "year" in unit else 1)
    first = date(months // 12, months % 12 + 1, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    point = captured.replace(year=first.year, month=first.month, day=min(captured.day, last.day))
    assert moment.start < point < moment.end <= captured


WORDS = (
    "0 1 2 3 9 12 23 31 60 99 2025 2026 十 二十 〇 年 月 日 号 - / . : ： T Z + +08:00 ( ) am pm 上午 下午 晚上 点 时 分 秒 半 刻 "
    "小时 分钟 天 周 个月 前 ago h m d hours a an few over about Oct Friday last this today 昨天 今天 前天 上 去年 民国 更新于 发布 "
    "Updated on at GMT CST 北京时间 几 多 \u3000 \u00a0 , | · İ ﬁ"
)
PIECES = st.sampled_from(WORDS.split(" "))
TEXTS = st.one_of(
    st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join), st.lists(PIECES, max_size=14).map(" ".join)
)


@given(text=TEXTS, captured=TIMES, zone=st.sampled_from([None, ZONE, "America/New_York", "-03:30", "No/Where"]))
@example(text="9999年前", captured=CAPTURED, zone=None)
@example(text="200年前", captured=CAPTURED, zone=None)
@example(text="9999 years ago", captured=CAPTURED, zone=None)
@example(text="9999周前", captured=CAPTURED, zone=None)
def test_any_text_is_read_safely_and_always_alike(text: str, captured: datetime, zone: str | None) -> None:
    moments = [parse_moment(text, captured_at=captured, zone=zone)]
    assert moments[0] == parse_moment(text, captured_at=captured, zone=zone)
    position = 0
    for item in find_moments(text, captured_at=captured, zone=zone):
        assert position <= min(item.start, item.label_start)
        assert item.start < item.end
        assert item.label_start == item.label_end == item.start or item.label_start < item.label_end
        assert text[item.start : item.end] == item.moment.raw
        position = max(item.end, item.label_end)
        moments.append(item.moment)
    for moment in filter(None, moments):
        assert moment.raw in text
        assert (moment.start is None) == (moment.end is None)
        if moment.start is not None:
            assert moment.start < moment.end
            assert moment.civil is None
            if re.search("前$|전$|ago$", moment.raw, re.IGNORECASE):
                assert moment.end <= captured
        waiting = parse_moment(moment.raw, zone=zone)
        if waiting is not None:
            assert waiting.resolve(captured) == parse_moment(moment.raw, captured_at=captured, zone=zone)


@pytest.mark.parametrize(
    "piece", ["1", "一", "前", "2025-", "1小时", "a few ", "10月", " ", "Updated ", "周", "1.", "12:"]
)
def test_long_runs_of_almost_times_are_read_in_one_pass(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    assert len(find_moments(text)) <= len(text) // 4
    assert parse_moment(text) is None


@pytest.mark.parametrize(
    ("text", "civil"),
    [
        ("5 آذار 2024", "2024-03-05"),
        ("5 كانون الثاني 2024", "2024-01-05"),
        ("15 تشرين الثاني 2023 , 18:30", "2023-11-15T18:30"),
        ("20 كانون الأول / ديسمبر 2023", "2023-12-20"),
        ("5 مارس/آذار 2024", "2024-03-05"),
        ("5 آب 2023", "2023-08-05"),
        ("5 فيفري 2024", "2024-02-05"),
        ("5 غشت 2023", "2023-08-05"),
        ("५ मार्च २०२४", "2024-03-05"),
        ("05 अगस्त 2023, 18:30", "2023-08-05T18:30"),
        ("৫ মার্চ ২০২৪, ১৮:৩০", "2024-03-05T18:30"),
        ("5 มี.ค. 67", "2024-03-05"),
        ("5 มีนาคม 2024", "2024-03-05"),
        ("5 มีนาคม 2567 เวลา 18.30 น.", "2024-03-05T18:30"),
        ("5. března 2024 v 18:30", "2024-03-05T18:30"),
        ("5. marca 2024 o 18:30", "2024-03-05T18:30"),
        ("5. ožujka 2024. u 18:30", "2024-03-05T18:30"),
        ("2024 m. kovo 5 d. 18:30", "2024-03-05T18:30"),
        ("2024. március 5., kedd 18:30", "2024-03-05T18:30"),
        ("5 de març de 2024", "2024-03-05"),
        ("05 bře 2024 18:30", "2024-03-05T18:30"),
        ("5. marec 2024 18:30", "2024-03-05T18:30"),
        ("5 сакавіка 2024, 18:30", "2024-03-05T18:30"),
        ("5 наурыз 2024, 18:30", "2024-03-05T18:30"),
        ("5 yanvar 2024", "2024-01-05"),
        ("5 مارچ 2024", "2024-03-05"),
        ("Marso 5, 2024, 6:30 PM", "2024-03-05T18:30"),
        ("5 марта 2024, вторник, 18:30", "2024-03-05T18:30"),
        ("5 gen 2024", "2024-01-05"),
        ("05-Mar-24", "2024-03-05"),
        ("5 III 2024", "2024-03-05"),
        ("Mar 05 '24", "2024-03-05"),
        ("R6.3.5", "2024-03-05"),
        ("včera 18:30", "D-1T18:30"),
        ("Hôm qua, 18:30", "D-1T18:30"),
    ],
)
def test_days_of_further_languages_and_calendars(text, civil):
    moment = parse_moment(text)
    assert moment is not None
    assert moment.civil == civil
    assert moment.raw == text.rstrip()


@pytest.mark.parametrize(
    "text", ["3 x 2000 m", "version R6.3.5 of it", "5 v 2001 matches", "12 من 2024 كتابا", "a 13 gen 2023 chip"]
)
def test_what_only_looks_like_such_a_day_is_none(text):
    assert find_moments(text) == ()
