"""Months in thirty languages, and the dates that name them: "3. März 2021", "3 de abril de 2021", "5 พ.ย. 2566"."""

from __future__ import annotations

import re
import unicodedata

# Full and short names in German, French, Spanish, Catalan, Italian, Portuguese, Dutch, the Nordic, Slavic and Baltic
# languages, Romanian, Finnish, Estonian, Hungarian, Greek, Turkish, Indonesian, Malay, Hebrew and Arabic, in the case
# that dates have; accents are taken off before they are looked up. Croatian's October is left out: it is November in
# Polish. Short names that are words beside a number ("5 led 2023", "13 gen 2023") are dates where they stand alone.
_NAMES = """
    januar janvier janv enero ene gennaio genn janeiro januari stycznia sty ledna ianuarie ian tammikuuta января \
        янв ocak oca jan januara januarja jaanuar sausio janvaris gener janner ιανουαριου ιαν януари січня січ يناير \
        ינואר جانفي gen led janar yanvar студзеня қаңтар јануар јануари јануара جنوری
    februar fevrier fevr febrero febbraio febbr fevereiro februari lutego lut unora februarie helmikuuta февраля \
        фев февр subat sub feb fev februara februarja veebruar vasario februaris febrer φεβρουαριου φεβ февруари \
        лютого лют فبراير veljace פברואר شباط فيفري uno pebrero shkurt fevral лютага ақпан фебруар фебруара فروری
    marz maerz mars marzo maart marco marca brezna martie maaliskuuta marts марта мар mart mrz mrt mar marcius \
        maret kovo martiou μαρτιου μαρ март березня бер مارس ozujka מרץ מרס اذار marc bre marec marso machi сакавіка \
        наурыз مارچ
    april avril abril aprile kwietnia kwi dubna aprilie huhtikuuta апреля апр nisan nis apr avr abr aprila aprilis \
        aprill balandzio απριλιου απρ април квітня квіт ابريل travnja אפריל نيسان افريل dub prill aprel красавіка \
        сәуір априла اپریل
    mai mayo maggio magg maio mei maj maja kvetna toukokuuta мая mayis may majus geguzes maijs maig μαιου μαι май \
        травня трав مايو svibnja מאי ايار ماي kve mag травеня мамыр мај маја مئی
    juni juin junio giugno giu junho czerwca cze cervna iunie iun kesakuuta июня июн haziran haz jun juna junija \
        junius juuni birzelio junijs juny ιουνιου ιουν юни червня черв يونيو lipnja יוני حزيران جوان cvn hunyo junij \
        qershor iyun чэрвеня маусым јун јуна јуни جون
    juli juillet juil julio luglio lug julho lipca lip cervence iulie iul heinakuuta июля июл temmuz tem jul jula \
        julija julius juuli liepos julijs juliol ιουλιου ιουλ юли липня лип يوليو srpnja julai יולי تموز جويلية يوليوز \
        cvc hulyo julij korrik iyul ліпеня шілде јул јула јули جولائی
    august aout agosto augustus augusti sierpnia sie srpna elokuuta августа авг agustos agu agustus agt aug ago \
        augusta avgusta augusztus rugpjucio augusts agost αυγουστου αυγ август серпня серп اغسطس kolovoza ogos אוגוסט \
        اب غشت اوت avgust avqust gusht agosti жніўня тамыз اگست
    september septembre septiembre setiembre settembre sett setembro wrzesnia wrz zari septembrie syyskuuta \
        сентября сен сент eylul eyl sep sept set septembra szeptember rugsejo septembris setembre σεπτεμβριου σεπ σεπτ \
        септември вересня вер سبتمبر rujna ספטמבר ايلول شتنبر zar setyembre shtator sentyabr sentabr septemba верасня \
        қыркүйек септембра ستمبر
    oktober octobre octubre ottobre outubro pazdziernika paz rijna octombrie lokakuuta октября окт ekim eki okt \
        oct ott out oktobra oktoober spalio oktobris οκτωβριου οκτ октомври жовтня жовт اكتوبر אוקטובר rij oktubre \
        tetor oktyabr oktabr oktoba кастрычніка қазан октобра اکتوبر
    november novembre noviembre novembro listopada lis listopadu noiembrie noi marraskuuta ноября нояб kasim kas \
        nov novembra lapkricio novembris νοεμβριου νοε ноември листопада лист نوفمبر studenoga studenog נובמבר نونبر \
        nobyembre nentor noyabr novemba лістапада қараша новембра نومبر
    dezember decembre diciembre dicembre dezembro december grudnia gru prosince decembrie joulukuuta декабря дек \
        aralik ara dez dec dic decembra detsember desember des desembre gruodzio decembris δεκεμβριου δεκ декември \
        грудня груд ديسمبر prosinca disember דצמבר دجنبر pro disyembre dhjetor dekabr desemba снежня желтоқсан \
        децембра دسمبر
"""
WORDS_TOO = frozenset({"gen", "led", "mag", "pro"})
"""Short names that are words beside a number too."""
_MONTHS = {name: number for number, names in enumerate(_NAMES.strip().splitlines(), 1) for name in names.split()}
NAMED_DATE = re.compile(
    r"([0-9]{1,2})(?:\.|er|º|°|-|/)?\s{0,2}(?:de |d' ?|di |ב)?([^\W\d_]{3,13})\.?[,/-]?\s{0,2}(?:de |del )?"
    r"((?:19|20)[0-9]{2})(?![0-9])(?: ?(?:г(?:ода)?|рок[уі]|р|r)(?:\.|(?![^\W_])))?",
    re.IGNORECASE,
)
"""Day, a word that may be a month, and year, in folded text."""


YEAR_FIRST = re.compile(
    r"((?:19|20)[0-9]{2})(?:\.| m\.)? (?:gada )?(?:([0-9]{1,2})\. ?)?([^\W\d_]{3,13})\.?"
    r"(?(2)| ([0-9]{1,2})(?![0-9])(?:\.| d\.)?)",
    re.IGNORECASE,
)
"""Year, a word that may be a month, and the day before or behind it: "2023. július 5.", "2023. gada 5. jūlijs"."""

MONTH_FIRST = re.compile(
    r"([^\W\d_]{3,13})\.? ([0-9]{1,2})(?:,| de)? (?:del? )?((?:19|20)[0-9]{2})(?![0-9])", re.IGNORECASE
)
"""A word that may be a month, day and year: "Noviembre 5, 2023"."""
_THAI = [
    *("มกราคม|ม.ค.", "กุมภาพันธ์|ก.พ.", "มีนาคม|มี.ค.", "เมษายน|เม.ย.", "พฤษภาคม|พ.ค.", "มิถุนายน|มิ.ย."),
    *("กรกฎาคม|ก.ค.", "สิงหาคม|ส.ค.", "กันยายน|ก.ย.", "ตุลาคม|ต.ค.", "พฤศจิกายน|พ.ย.", "ธันวาคม|ธ.ค."),
]
_THAI_NAME = "|".join([re.escape(name) for names in _THAI for name in names.split("|")])
THAI_DATE = re.compile(rf"([0-9]{{1,2}}) ?({_THAI_NAME}) ?(?:พ\.ศ\. ?)?((?:25|20)[0-9]{{2}}|[5-7][0-9])(?![0-9])")
"""Day, month and year, mostly of the Buddhist era, which is 543 ahead, and may have but two figures."""
_ARABIC = {"كانون الثاني": 1, "تشرين الاول": 10, "تشرين الثاني": 11, "كانون الاول": 12}
ARABIC_DATE = re.compile(
    r"([0-9]{1,2}) (?:من )?((?:كانون|تشرين) ?(?:ال)?(?:[أا]ول|ثاني|[12])|[\u0621-\u064a]{2,9})"
    r"(?: ?[/-] ?[\u0621-\u064a]{2,9}(?: [\u0621-\u064a]{3,7})?)?[,،]? ?((?:19|20)[0-9]{2})(?![0-9])"
)
"""Day, month and year in Arabic; a month of the Levant has two words, and its other name may stand behind it."""
_INDIC = """
    जनवरी जानेवारी জানুয়ারি জানুয়ারী
    फरवरी फ़रवरी फेब्रुवारी ফেব্রুয়ারি ফেব্রুয়ারী
    मार्च মার্চ
    अप्रैल एप्रिल এপ্রিল
    मई मे মে
    जून জুন
    जुलाई जुलै জুলাই
    अगस्त ऑगस्ट আগস্ট
    सितंबर सितम्बर सप्टेंबर সেপ্টেম্বর
    अक्टूबर अक्तूबर ऑक्टोबर অক্টোবর
    नवंबर नवम्बर नोव्हेंबर নভেম্বর
    दिसंबर दिसम्बर डिसेंबर ডিসেম্বর
"""
_INDIC_MONTHS = {
    unicodedata.normalize("NFC", name): number
    for number, names in enumerate(_INDIC.strip().splitlines(), 1)
    for name in names.split()
}
INDIC_DATE = re.compile(r"([0-9]{1,2}) ?([\u0900-\u0963\u0981-\u09e3]{2,16})[,.]? ?((?:19|20)[0-9]{2})(?![0-9])")
"""Day, month and year in Hindi, Marathi or Bengali, whose vowels are no letters to a pattern."""
FOREIGN_DATES = (NAMED_DATE, ARABIC_DATE, INDIC_DATE)
"""Day, the name of a month, and year, in the order in which they are tried."""
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
ROMAN_DATE = re.compile(
    rf"([0-9]{{1,2}})[. ] ?({'|'.join(sorted(_ROMAN, key=len, reverse=True))})[. ] ?((?:19|20)[0-9]{{2}})(?![0-9])"
)
"""Day, the month in Roman figures, and year."""


def thai_month(name: str) -> int:
    """Return the month that *name* is, as :data:`THAI_DATE` has found it."""
    return 1 + next(place for place, names in enumerate(_THAI) if name in names.split("|"))


def month_of(name: str) -> int | None:
    """Return the month that *name* is, 1 to 12, in the languages above; ``None`` where it is none."""
    folded = name.casefold()
    if folded in _MONTHS:
        return _MONTHS[folded]
    if folded in _ROMAN:
        return _ROMAN.index(folded) + 1
    if folded[:1] >= "\u0900":
        return _INDIC_MONTHS.get(unicodedata.normalize("NFC", folded))
    plain = "".join(char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char))
    found = _MONTHS.get(plain.replace("ı", "i"))
    if found is None and " " in plain:
        plain = plain.replace("1", "الاول").replace("2", "الثاني")
        words = plain.split()
        found = _ARABIC.get(f"{words[0]} ال{words[-1].removeprefix('ال')}")
    return found
