package limbline.patient;

import limbline.measure.Term;

/// Drugs of this field, by their international nonproprietary names.
public enum Drug implements Term {
    MELPHALAN,
    DACTINOMYCIN,
    DOXORUBICIN,
    IFOSFAMIDE,
    TASONERMIN,
    PAPAVERINE,
    HEPARIN,
    PROTAMINE,
    DACARBAZINE,
    GEMCITABINE,
    DOCETAXEL,
    TRABECTEDIN,
    PAZOPANIB,
    ERIBULIN,
    CISPLATIN,
    CYCLOPHOSPHAMIDE,
    VINCRISTINE,
    ETOPOSIDE,
    PEMBROLIZUMAB,
    DRUG_NOT_STATED
}
