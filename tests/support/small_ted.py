"""Notices in the shape of TED's files, made of what a test cares about: both generations of XML, and the tables."""

from __future__ import annotations

from xml.sax.saxutils import escape

from csv_text import csv_text

_LEGACY = """<?xml version="1.0" encoding="UTF-8"?><TED_EXPORT xmlns="http://publications.europa.eu/resource/schema/ted/R2.0.9/publication"
 xmlns:n2021="http://publications.europa.eu/resource/schema/ted/2021/nuts" VERSION="R2.0.9.S05.E01" DOC_ID="{doc}" EDITION="2021001">
<CODED_DATA_SECTION><REF_OJS><DATE_PUB>20210304</DATE_PUB></REF_OJS><NOTICE_DATA><ISO_COUNTRY VALUE="BE"/>
<ORIGINAL_CPV CODE="{cpv}">x</ORIGINAL_CPV></NOTICE_DATA><CODIF_DATA><TD_DOCUMENT_TYPE CODE="{type}">x</TD_DOCUMENT_TYPE>
<MA_MAIN_ACTIVITIES CODE="{activity}">x</MA_MAIN_ACTIVITIES></CODIF_DATA></CODED_DATA_SECTION>
<TRANSLATION_SECTION><ML_TITLES/></TRANSLATION_SECTION><FORM_SECTION><NOTICE_UUID>u</NOTICE_UUID>{forms}</FORM_SECTION></TED_EXPORT>"""
_FORM = """<F03_2014 CATEGORY="{category}" FORM="{form}" LG="{lang}"><LEGAL_BASIS VALUE="{basis}"/><CONTRACTING_BODY>
<ADDRESS_CONTRACTING_BODY><OFFICIALNAME>{buyer}</OFFICIALNAME><NATIONALID>0308.357.555_25</NATIONALID><TOWN>Evere</TOWN>
<POSTAL_CODE>1140</POSTAL_CODE><COUNTRY VALUE="BE"/><CONTACT_POINT>Jan Peeters</CONTACT_POINT><E_MAIL>jan.peeters@mil.be</E_MAIL>
</ADDRESS_CONTRACTING_BODY><CA_TYPE VALUE="MINISTRY"/></CONTRACTING_BODY><OBJECT_CONTRACT><TITLE><P>{title}</P></TITLE><CPV_MAIN>
<CPV_CODE CODE="{cpv}"/></CPV_MAIN>{total}{lots}</OBJECT_CONTRACT><PROCEDURE>{procedure}</PROCEDURE>{awards}</F03_2014>"""
_NAMESPACES = """xmlns="urn:oasis:names:specification:ubl:schema:xsd:ContractAwardNotice-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
 xmlns:efac="http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1"
 xmlns:efbc="http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1"
 xmlns:efext="http://data.europa.eu/p27/eforms-ubl-extensions/1"
 xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2\""""
_EFORMS = """<?xml version="1.0" encoding="UTF-8"?><ContractAwardNotice {spaces}><ext:UBLExtensions><ext:UBLExtension>
<ext:ExtensionContent><efext:EformsExtension><efac:NoticeResult>{result}</efac:NoticeResult>
<efac:NoticeSubType><cbc:SubTypeCode>{subtype}</cbc:SubTypeCode></efac:NoticeSubType>
<efac:Organizations>{organisations}</efac:Organizations><efac:Publication><efbc:NoticePublicationID>{number}</efbc:NoticePublicationID>
<efbc:PublicationDate>2024-10-09Z</efbc:PublicationDate></efac:Publication></efext:EformsExtension></ext:ExtensionContent>
</ext:UBLExtension></ext:UBLExtensions><cbc:RegulatoryDomain>{basis}</cbc:RegulatoryDomain>
<cbc:NoticeTypeCode listName="{kind}">can-standard</cbc:NoticeTypeCode><cbc:NoticeLanguageCode>FRA</cbc:NoticeLanguageCode>
<cac:ContractingParty><cac:ContractingPartyType><cbc:PartyTypeCode listName="buyer-legal-type">cga</cbc:PartyTypeCode>
</cac:ContractingPartyType><cac:ContractingActivity><cbc:ActivityTypeCode>{activity}</cbc:ActivityTypeCode></cac:ContractingActivity>
<cac:Party><cac:PartyIdentification><cbc:ID>ORG-1</cbc:ID></cac:PartyIdentification></cac:Party></cac:ContractingParty>
<cac:ProcurementProject><cbc:Name languageID="NLD">Drones (nl)</cbc:Name><cbc:Name languageID="FRA">Drones (fr)</cbc:Name>
<cac:MainCommodityClassification><cbc:ItemClassificationCode>35613000</cbc:ItemClassificationCode></cac:MainCommodityClassification>
</cac:ProcurementProject>{lots}</ContractAwardNotice>"""
_PLACE = """<cac:ProcurementProjectLot><cbc:ID>{lot}</cbc:ID><cac:ProcurementProject><cbc:Name languageID="FRA">Lot {lot}</cbc:Name>
<cac:RequestedTenderTotal><cbc:EstimatedOverallContractAmount currencyID="EUR">900</cbc:EstimatedOverallContractAmount>
</cac:RequestedTenderTotal><cac:MainCommodityClassification><cbc:ItemClassificationCode>{cpv}</cbc:ItemClassificationCode>
</cac:MainCommodityClassification><cac:RealizedLocation><cac:Address><cbc:CountrySubentityCode>BE231</cbc:CountrySubentityCode>
</cac:Address></cac:RealizedLocation></cac:ProcurementProject></cac:ProcurementProjectLot>"""

# An award of the form of defence (18) from before 2014.
OLD_FORM = """<CONTRACT_AWARD_DEFENCE CATEGORY="ORIGINAL" FORM="18" LG="PL"><FD_CONTRACT_AWARD_DEFENCE><CA_CE_CONCESSIONAIRE_PROFILE>
<ORGANISATION><OFFICIALNAME>Zarzad</OFFICIALNAME><NATIONALID>49/2020</NATIONALID></ORGANISATION><TOWN>Warszawa</TOWN>
<COUNTRY VALUE="PL"/><CONTACT_POINT>Anna</CONTACT_POINT></CA_CE_CONCESSIONAIRE_PROFILE><TYPE_OF_ACTIVITY VALUE="DEFENCE"/>
<TITLE_CONTRACT><P>Mortars</P></TITLE_CONTRACT><CPV><CPV_MAIN><CPV_CODE CODE="35322400"/></CPV_MAIN></CPV>
<AWARD_OF_CONTRACT_DEFENCE><LOT_NUMBER>2</LOT_NUMBER><CONTRACT_AWARD_DATE><DAY>9</DAY><MONTH>12</MONTH><YEAR>2020</YEAR>
</CONTRACT_AWARD_DATE><OFFERS_RECEIVED_NUMBER>2</OFFERS_RECEIVED_NUMBER><ECONOMIC_OPERATOR_NAME_ADDRESS>
<CONTACT_DATA_WITHOUT_RESPONSIBLE_NAME><ORGANISATION><OFFICIALNAME>Firma</OFFICIALNAME></ORGANISATION><TOWN>Gdansk</TOWN>
<COUNTRY VALUE="PL"/></CONTACT_DATA_WITHOUT_RESPONSIBLE_NAME></ECONOMIC_OPERATOR_NAME_ADDRESS><CONTRACT_VALUE_INFORMATION>
<COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE CURRENCY="PLN"><VALUE_COST FMTVAL="1230.00">1 230,00</VALUE_COST><INCLUDING_VAT>
<VAT_PRCT FMTVAL="23.00">23,00</VAT_PRCT></INCLUDING_VAT></COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE></CONTRACT_VALUE_INFORMATION>
<CONTRACT_LIKELY_SUB_CONTRACTED_WITH_DEFENCE><EXCLUDING_VAT_PRCT>93</EXCLUDING_VAT_PRCT>
</CONTRACT_LIKELY_SUB_CONTRACTED_WITH_DEFENCE></AWARD_OF_CONTRACT_DEFENCE></FD_CONTRACT_AWARD_DEFENCE></CONTRACT_AWARD_DEFENCE>"""


def winner(name: str, inner: str = "<SME/>", number: str = "", country: str = "BE") -> str:
    """A contractor of a form of 2014."""
    told = f"<NATIONALID>{number}</NATIONALID>" if number else ""
    return (
        f"<CONTRACTOR><ADDRESS_CONTRACTOR><OFFICIALNAME>{escape(name)}</OFFICIALNAME>{told}<TOWN>Gent</TOWN>"
        f'<POSTAL_CODE>9000</POSTAL_CODE><COUNTRY VALUE="{country}"/></ADDRESS_CONTRACTOR>{inner}</CONTRACTOR>'
    )


def award(*winners: str, value: str = "", lot: str = "", more: str = "", attributes: str = "") -> str:
    """An award of a form of 2014."""
    sums = f"<VALUES>{value}</VALUES>" if value else ""
    group = "<AWARDED_TO_GROUP/>" if len(winners) > 1 else "<NO_AWARDED_TO_GROUP/>"
    return (
        f"<AWARD_CONTRACT><CONTRACT_NO>C{lot}</CONTRACT_NO><LOT_NO>{lot}</LOT_NO><AWARDED_CONTRACT>"
        "<DATE_CONCLUSION_CONTRACT>2021-02-28</DATE_CONCLUSION_CONTRACT><TENDERS><NB_TENDERS_RECEIVED>3</NB_TENDERS_RECEIVED>"
        f"<NB_TENDERS_RECEIVED_SME>2</NB_TENDERS_RECEIVED_SME></TENDERS><CONTRACTORS{attributes}>{group}{''.join(winners)}</CONTRACTORS>"
        f"{sums}{more}</AWARDED_CONTRACT></AWARD_CONTRACT>"
    )


def euro(amount: str, currency: str = "EUR", tag: str = "VAL_TOTAL", attributes: str = "") -> str:
    """An amount of a form of 2014."""
    return f'<{tag} CURRENCY="{currency}"{attributes}>{amount}</{tag}>'


def legacy(number: str, *awards: str, **told: str) -> bytes:
    """A notice of R2.0.9: a contract award notice of Belgian Defence for drones, unless told otherwise."""
    values = {
        "cpv": "35613000", "type": "7", "activity": "D", "basis": "32014L0024", "lang": "FR", "buyer": "La Defense",
        "category": "ORIGINAL", **told,
    }  # fmt: skip
    return _LEGACY.format(doc=number, **values, forms=form(*awards, **values) + told.get("others", "")).encode()


def form(*awards: str, **told: str) -> str:
    """One more form of a notice, such as that in another language."""
    usual = {"cpv": "35613000", "form": "F03", "basis": "", "title": "Drones", "total": "", "lots": "", "procedure": ""}
    values = {**usual, **told}
    return _FORM.format(awards="".join(awards), **values)


def organisation(number: str, *names: tuple[str, str], country: str = "BEL", more: str = "", company: str = "") -> str:
    """A party of an eForms notice; names are (language, name)."""
    told = "".join(
        f'<cac:PartyName><cbc:Name languageID="{lang}">{escape(name)}</cbc:Name></cac:PartyName>'
        for lang, name in names
    )
    legal = f"<cac:PartyLegalEntity><cbc:CompanyID>{company}</cbc:CompanyID></cac:PartyLegalEntity>" if company else ""
    return (
        f"<efac:Organization>{more}<efac:Company><efbc:CompanySizeCode>small</efbc:CompanySizeCode><cac:PartyIdentification>"
        f"<cbc:ID>{number}</cbc:ID></cac:PartyIdentification>{told}<cac:PostalAddress><cbc:CityName>Gent</cbc:CityName>"
        f"<cac:Country><cbc:IdentificationCode>{country}</cbc:IdentificationCode></cac:Country></cac:PostalAddress>{legal}"
        "<cac:Contact><cbc:Name>Jan Peeters</cbc:Name></cac:Contact></efac:Company></efac:Organization>"
    )


def tender(number: str, bidder: str, amount: str, lot: str = "LOT-1", more: str = "") -> str:
    """A tender of an eForms notice."""
    return (
        f'<efac:LotTender><cbc:ID>{number}</cbc:ID>{more}<cac:LegalMonetaryTotal><cbc:PayableAmount currencyID="EUR">{amount}'
        f"</cbc:PayableAmount></cac:LegalMonetaryTotal><efac:TenderingParty><cbc:ID>{bidder}</cbc:ID></efac:TenderingParty>"
        f"<efac:TenderLot><cbc:ID>{lot}</cbc:ID></efac:TenderLot></efac:LotTender>"
    )


def private(code: str) -> str:
    """The block that says that a field is not published."""
    return f"<efac:FieldsPrivacy><efbc:FieldIdentifierCode>{code}</efbc:FieldIdentifierCode></efac:FieldsPrivacy>"


def eforms(number: str, result: str, *organisations: str, **told: str) -> bytes:
    """A result notice in eForms: Belgian Defence buys drones in one lot, unless told otherwise."""
    buyer = organisation("ORG-1", ("NLD", "Defensie"), ("FRA", "La Defense"), company="0308357555_4661")
    values = {
        "kind": "result", "subtype": "29", "basis": "32014L0024", "activity": "defence",
        "lots": _PLACE.format(lot="LOT-1", cpv="35613000"), **told,
    }  # fmt: skip
    return _EFORMS.format(
        spaces=_NAMESPACES, number=number, result=result, organisations=buyer + "".join(organisations), **values
    ).encode()


def table(*rows: dict[str, str], key: str = "ID_NOTICE_CAN") -> str:
    """A yearly table, whose rows are awards of Belgian Defence for drones unless told otherwise."""
    usual = {
        key: "2021000123", "TED_NOTICE_URL": "ted.europa.eu/udl?uri=TED:NOTICE:123-2021:TEXT:EN:HTML", "ID_TYPE": "3",
        "DT_DISPATCH": "04/03/21", "CANCELLED": "0", "CAE_NAME": "La Defense", "CAE_NATIONALID": "0308357555",
        "CAE_TOWN": "Evere", "ISO_COUNTRY_CODE": "BE", "MAIN_ACTIVITY": "Defence", "CPV": "35613000",
        "TAL_LOCATION_NUTS": "BE100---BE211", "B_FRA_AGREEMENT": "N", "VALUE_EURO": "300", "ID_AWARD": "",
        "ID_LOT_AWARDED": "1",
        "INFO_ON_NON_AWARD": "", "WIN_NAME": "Alfa Optics NV", "WIN_TOWN": "Gent", "WIN_COUNTRY_CODE": "BE",
        "B_CONTRACTOR_SME": "Y", "NUMBER_OFFERS": "3", "AWARD_VALUE_EURO": "300", "DT_AWARD": "28-FEB-21", "TITLE": "Drones",
    }  # fmt: skip
    return csv_text(usual, ({**usual, **row} for row in rows))
