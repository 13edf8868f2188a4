package limbline.patient;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.Optional;

/// The subtypes of soft tissue sarcoma by ICD-O-3 morphology.
///
/// Facts from the IDEA4RC data model (FHIR guide hl7.eu.fhir.idea4rc 0.1.0, commit 631d0e9a, sheet
/// "Subgroup Histology"), whose codes a spreadsheet had turned into dates; decoded here. Where two
/// names share a code both stand.
public final class SarcomaSubtypes {

    private static final Map<String, String> BY_MORPHOLOGY = """
            8590/1 Uterine tumour resembling ovarian sex cord tumour
            8711/0 Glomus tumour NOS
            8711/3 Glomus tumour NOS
            8714/0 PEComas
            8714/1 PEComas
            8714/3 PEComas
            8802/1 Pleomorphic hyalinizing angiectatic tumour
            8804/3 Epithelioid sarcoma
            8805/3 Undifferentiated sarcoma
            8806/3 Desmoplastic small round cell tumour
            8810/1 Superficial CD34-positive fibroblastic tumour
            8810/3 Adult fibrosarcoma
            8811/1 Myxoinflammatory fibroblastic sarcoma; Haemosiderotic fibrolipomatous tumour
            8811/3 Myxofibrosarcoma
            8813/1 Palmar/plantar-type fibromatosis
            8814/3 Infantile fibrosarcoma
            8815/0 Solitary fibrous tumour, benign; NOS; malignant
            8815/1 Solitary fibrous tumour, benign; NOS; malignant
            8815/3 Solitary fibrous tumour, benign; NOS; malignant
            8821/1 Desmoid-type fibromatosis
            8825/1 Inflammatory myofibroblastic tumour
            8825/3 Low-grade myofibroblastic sarcoma
            8830/1 Atypical fibroxanthoma
            8832/1 Dermatofibrosarcoma protuberans NOS
            8834/1 Giant cell fibroblastoma
            8835/1 Plexiform fibrohistiocytic tumour
            8836/1 Angiomatoid fibrous histiocytoma
            8840/3 Low-grade fibromyxoid sarcoma; Sclerosing epithelioid fibrosarcoma
            8841/0 Aggressive angiomyxoma
            8842/0 Ossifying fibromyxoid tumour
            8842/1 Ossifying fibromyxoid tumour
            8842/3 Ossifying fibromyxoid tumour
            8850/1 Atypical lipomatous tumour/ Liposarcoma, well-differentiated, NOS
            8851/1 Lipofibromatosis
            8851/3 Atypical lipomatous tumour/ Liposarcoma, well-differentiated, NOS
            8852/3 Myxoid liposarcoma
            8854/3 Pleomorphic liposarcoma
            8858/3 Dedifferentiated liposarcoma
            8859/3 Myxoid pleomorphic liposarcoma
            8890/3 Leiomyosarcoma NOS
            8891/1 Epithelioid smooth muscle tumor of uncertain malignant potential
            8891/3 Epithelioid leiomyosarcoma
            8896/1 Myxoid smooth muscle tumour of uncertain malignant potential-Spindle smooth \
            muscle tumor of uncertain malignant potential
            8896/3 Myxoid leiomyosarcoma
            8897/1 Smooth muscle tumour of uncertain malignant potential
            8898/1 Metastasizing leiomyoma
            8901/3 Pleomorphic rhabdomyosarcoma NOS
            8910/3 Embryonal rhabdomyosarcoma NOS
            8912/3 Spindle cell / sclerosing rhabdomyosarcoma
            8920/3 Alveolar rhabdomyosarcoma
            8921/3 Ectomesenchymoma
            8930/3 Endometrial stromal sarcoma, high grade
            8931/3 Endometrial stromal sarcoma, low grade
            8933/3 Adenosarcoma
            8963/3 Extra-renal rhabdoid tumour NOS
            8982/0 Myoepithelioma
            8982/3 Myoepithelioma
            8990/0 Phosphaturic mesenchymal tumour, malignant
            8990/1 Phosphaturic mesenchymal tumour, malignant
            8990/3 Phosphaturic mesenchymal tumour, malignant
            9020/0 Phyllodes tumour, benign
            9020/1 Phyllodes tumour NOS; Phyllodes tumour, borderline
            9020/3 Phyllodes tumour, malignant
            9040/3 Synovial sarcoma NOS
            9044/3 Clear cell sarcoma NOS
            9045/3 Biphenotypic sinonasal sarcoma
            9120/3 Angiosarcoma
            9130/1 Kaposiform haemangioendothelioma
            9133/3 Epithelioid haemangioendothelioma NOS
            9135/1 Papillary intralymphatic angioendothelioma
            9136/1 Retiform haemangioendothelioma; Composite haemangioendothelioma
            9137/3 Intimal sarcoma
            9138/1 Pseudomyogenic (epithelioid sarcoma–like) haemangioendothelioma
            9180/3 Extraskeletal osteosarcoma
            9231/3 Extra-skeletal myxoid chondrosarcoma
            9251/1 Giant cell tumour of soft parts NOS
            9252/0 Tenosynovial giant cell tumor
            9252/1 Tenosynovial giant cell tumor
            9252/3 Tenosynovial giant cell tumor
            9364/3 Ewing sarcoma
            9366/3 Round cell sarcoma with EWSR1–non-ETS fusions
            9367/3 CIC-rearranged sarcoma
            9368/3 Sarcoma with BCOR genetic alterations
            9540/3 Malignant peripheral nerve sheath tumour NOS; Malignant melanotic nerve sheath \
            tumour
            9580/0 Granular cell tumour NOS
            9580/3 Granular cell tumour, malignant
            9581/3 Alveolar soft part sarcoma
            9755/3 Histiocytic sarcoma
            9756/3 Langherans cell sarcoma
            9758/3 Follicular dendritic cell sarcoma
            9759/3 Fibroblastic reticular cell tumour
            """.lines().collect(toUnmodifiableMap(line -> line.substring(0, 6),
                    line -> line.substring(7)));

    private SarcomaSubtypes() {}

    /// The name of a morphology such as 9040/3.
    public static Optional<String> name(String morphology) {
        return Optional.ofNullable(BY_MORPHOLOGY.get(morphology));
    }

    /// All of them, by morphology.
    public static Map<String, String> all() {
        return BY_MORPHOLOGY;
    }
}
