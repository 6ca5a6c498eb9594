"""Small files in the form of each reference source, written out by hand."""

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Mapping
from typing import Any

COMMIT_TIME = 1_775_448_000  # 2026-04-06 04:00 UTC
TAR1090: Mapping[str, Mapping[str, Any]] = {
    "db/1.js": {
        "children": ["15"],
        "4F00A": ["RA-09007", "F900", "10", "DASSAULT Falcon 900"],
    },
    "db/15.js": {
        "4073": ["RA-82035", "A124", "10", "ANTONOV An-124 Ruslan"],
        "51E0": ["RA-86496", "IL62", "00", "ILYUSHIN Il-62"],
    },
    "db/A.js": {
        "00001": [None, None, "0010", None],
        "00002": ["N1", "C172", "0101", "CESSNA 172"],
        "00003": ["TWR", "TWR", "00", None],
        "00004": ["N3", "P8 ?", "00", "BOEING P-8"],
        "00005": "no list",
    },
    "db/operators.js": {
        "RFF": {"n": "Russian Federation Air Force", "c": "Russia", "r": "RUSSIAN AIRFORCE"},
        "AAB": {"n": "Abelag Aviation", "c": "Belgium", "r": ""},
        "TOOLONG": {"n": "nobody", "c": "", "r": ""},
    },
    "db/ranges.js": {"military": [["adf7c8", "afffff"], ["33ff00", "33ffff"], ["wrong"]]},
    "db/files.js": {},
}
TAR1090_CSV = """\
14F00A;RA-09007;F900;10;DASSAULT Falcon 900;1992;Russia - Air Force;
A00001;;;0010;;;;
A00002;N1;C172;0101;CESSNA 172;1978;SOMEBODY;
"""
PLANE_ALERT = """\
$ICAO,$Registration,$Operator,$Type,$ICAO Type,#CMPG,$Tag 1,$#Tag 2,$#Tag 3,Category,$#Link
14F00A,RA-09007,Russian Air Force,Falcon 900,F900,Mil,VIP,,Moscow,Other Air Forces,https://example.org/1
3C0001,D-HBPA,Police,EC135,EC35,Pol,Police,Chopper,,Police Forces,
3C0002,D-AVIP,Government,A350,A359,Gov,,,,Governments,
3C0003,D-EXAM,Flying Club,C172,C172,Civ,Club,,,Distinctive,
3C0003,D-EXAM,"Flying Club, e.V.",C172,C172,Civ,Club,,,Distinctive,
10166,SU-BRR,Air Force,C-295,C295,Mil,,,,Other Air Forces,
"""
STANDING: Mapping[str, str] = {
    "aircraft/schema-01/1/14/14F.csv": (
        "\ufeffICAO,Registration,ModelICAO,Manufacturer,Model,ManufacturerAndModel,IsPrivateOperator,Operator,"
        "AirlineCode,SerialNumber,YearBuilt\r\n"
        "14F00A,RA-09007,F900,Dassault,Falcon 900,Dassault Falcon 900,0,Rossiya,SDM,112,1992\r\n"
    ),
    "aircraft/schema-01/3/3C/3C0.csv": (
        "\ufeffICAO,Registration,ModelICAO,Manufacturer,Model,ManufacturerAndModel,IsPrivateOperator,Operator,"
        "AirlineCode,SerialNumber,YearBuilt\r\n"
        "3C0001,D-HBPA,EC35,Eurocopter,EC135,Eurocopter EC135,0,Police,1B,,19993\r\n"
        "3C0009,,-GND,,,,0,Airport,,,\r\n"
    ),
    "airlines/schema-01/airlines.csv": (
        "\ufeffCode,Name,ICAO,IATA,PositioningFlightPattern,CharterFlightPattern\r\n"
        "SDM,Rossiya,SDM,FV,,\r\n1B,Abacus International,,1B,,\r\n"
    ),
    "code-blocks/schema-01/code-blocks.csv": (
        "\ufeffStart,Finish,Count,Bitmask,SignificantBitmask,IsMilitary,CountryISO2\r\n"
        "140000,157FFF,98304,140000,F80000,0,RU\r\n"
        "3F4000,3FBFFF,32768,3F4000,FF0000,1,DE\r\n000000,7FFFFF,8388608,000000,800000,0,ZZ\r\n"
    ),
    "registration-prefixes/schema-01/reg-prefixes.csv": (
        "Prefix,CountryISO2,HasHyphen,DecodeFullRegex,DecodeNoHyphenRegex,FormatTemplate\r\n"
        'RA,RU,1,"RA-(?<code>[\\dA-Z]{4,5})","RA(?<code>[\\dA-Z]{4,5})",RA-{code}\r\n'
    ),
    "model-type/schema-01/A.csv": (
        "\ufeffICAO,Manufacturer,Model,Engines,EngineTypeCode,EnginePlacementCode,SpeciesCode,WakeTurbulenceCode,"
        "IsActive\r\nA124,Antonov,An-124 Ruslan,4,J,,L,H,1\r\n-GND,,Vehicle,,,,,,1\r\n"
    ),
    "README.md": "not a table",
}
MASTER = (
    "\ufeffN-NUMBER,SERIAL NUMBER,MFR MDL CODE,ENG MFR MDL,YEAR MFR,TYPE REGISTRANT,NAME,STREET,STREET2,CITY,"
    "STATE,ZIP CODE,REGION,COUNTY,COUNTRY,LAST ACTION DATE,CERT ISSUE DATE,CERTIFICATION,TYPE AIRCRAFT,"
    "TYPE ENGINE,STATUS CODE,MODE S CODE,FRACT OWNER,AIR WORTH DATE,OTHER NAMES(1),OTHER NAMES(2),OTHER NAMES(3),"
    "OTHER NAMES(4),OTHER NAMES(5),EXPIRATION DATE,UNIQUE ID,KIT MFR, KIT MODEL,MODE S CODE HEX,\r\n"
    '1     ,"680-0001"          ,2076111,     ,2010,5,EXAMPLE ADMINISTRATION        ,1 ROAD,,TOWN,DC,1,1,1,US,'
    "20240102,20111117,1T   ,5,5 ,V ,50000001, ,20111117,,,,,,20301130,00000001,,,A00001    ,\r\n"
    "2     ,99                  ,0000000,     ,    ,1,SOMEBODY                      ,1 ROAD,,TOWN,DC,1,1,1,US,"
    "20240103,        ,1N   ,4,1 ,V ,50000002, ,        ,,,,,,20301130,00000002,,,          ,\r\n"
)
DEREG = (
    "\ufeffN-NUMBER,SERIAL-NUMBER,MFR-MDL-CODE,STATUS-CODE,NAME,STREET-MAIL,STREET2-MAIL,CITY-MAIL,"
    "STATE-ABBREV-MAIL,ZIP-CODE-MAIL,ENG-MFR-MDL,YEAR-MFR,CERTIFICATION,REGION,COUNTY-MAIL,COUNTRY-MAIL,"
    "AIR-WORTH-DATE,CANCEL-DATE,MODE-S-CODE,INDICATOR-GROUP,EXP-COUNTRY,LAST-ACT-DATE,CERT-ISSUE-DATE,"
    "STREET-PHYSICAL,STREET2-PHYSICAL,CITY-PHYSICAL,STATE-ABBREV-PHYSICAL,ZIP-CODE-PHYSICAL,COUNTY-PHYSICAL,"
    "COUNTRY-PHYSICAL,OTHER-NAMES(1),OTHER-NAMES(2),OTHER-NAMES(3),OTHER-NAMES(4),OTHER-NAMES(5),KIT MFR,"
    " KIT MODEL,\r\n"
    "1     ,17280005            ,2076111,13,OLD OWNER LLC                 ,2 AVE,,TOWN,CO,8,,1998,1T,3,031,US,"
    "20010101,20101015,50000001,,,20101015,20050101,,,,,,,,,,,,,,,\r\n"
)
ACFTREF = (
    "\ufeffCODE,MFR,MODEL,TYPE-ACFT,TYPE-ENG,AC-CAT,BUILD-CERT-IND,NO-ENG,NO-SEATS,AC-WEIGHT,SPEED,TC-DATA-SHEET,"
    "TC-DATA-HOLDER,\r\n"
    "2076111,CESSNA                        ,680                 ,5,5,1,0,02,014,CLASS 3,0000,T00012WI,TEXTRON,\r\n"
)
OPENSKY_OLD = """\
"icao24","registration","manufacturericao","manufacturername","model","typecode","serialnumber","linenumber",\
"icaoaircrafttype","operator","operatorcallsign","operatoricao","operatoriata","owner","testreg","registered",\
"reguntil","status","built","firstflightdate","seatconfiguration","engines","modes","adsb","acars","notes",\
"categoryDescription"
"","","","","","","","","","","","","","","","","","","","","","","false","false","false","",""
"14f00a","RA-09007","DASSAULT","Dassault","Falcon 900","F900","112","","L3J","Rossiya","RUSSIA","SDM","FV",\
"State","","2001-05-01","2011-04-30","","1992-01-01","","","","false","false","false","",\
"No ADS-B Emitter Category Information"
"3c0001","D-HBPA","EUROCOPTER","Eurocopter","Eurocopter EC135","EC35","","","H2T","","","","","Police","",\
"2011-05-01","2010-05-01","","","","","","false","false","false","","Rotorcraft"
"3c0004","","","","","","","","","","","","","","","","","","","","","","false","false","false","",""
"""
OPENSKY_NEW = """\
'icao24','timestamp','acars','adsb','built','categoryDescription','country','engines','firstFlightDate','firstSeen',\
'icaoAircraftClass','lineNumber','manufacturerIcao','manufacturerName','model','modes','nextReg','notes','operator',\
'operatorCallsign','operatorIata','operatorIcao','owner','prevReg','regUntil','registered','registration','selCal',\
'serialNumber','status','typecode','vdl'
'000000','2017-10-19 18:30:18',0,0,,'',,'',,,'','','','',unknow,0,'','','','','','','',,,,'','','','','',0
'8a003c','2017-09-15 00:10:03',0,0,2014-01-01,'',Indonesia,'',,,L2J,'',AIRBUS,Airbus,A330 341,0,'','','',\
'INDONESIA, A','',GIA,Garuda Indonesia,'',,1970-01-01,PK-GPG,'','165','',A333,0
"""


def tar_gz(files: Mapping[str, bytes], folder: str = "", mtime: int = COMMIT_TIME) -> bytes:
    """An archive as a repository's server makes it: all below one folder, stamped with the time of the commit."""
    out = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for name, content in files.items():
            entry = tarfile.TarInfo(f"{folder}{name}")
            entry.size, entry.mtime = len(content), mtime
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def tar1090_db(parts: Mapping[str, Any] = TAR1090, folder: str = "tar1090-db-master/") -> bytes:
    """The archive of tar1090-db, each part gzip JSON."""
    return tar_gz({name: gzip.compress(json.dumps(part).encode()) for name, part in parts.items()}, folder)


def standing_data(files: Mapping[str, str] = STANDING, folder: str = "standing-data-main/") -> bytes:
    """The archive of standing-data."""
    return tar_gz({name: text.encode() for name, text in files.items()}, folder)


def faa_zip(files: Mapping[str, str] | None = None) -> bytes:
    """The FAA's zip."""
    out = io.BytesIO()
    texts = {"MASTER.txt": MASTER, "DEREG.txt": DEREG, "ACFTREF.txt": ACFTREF} if files is None else files
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 20, 23, 30, 0)), text)
    return out.getvalue()
