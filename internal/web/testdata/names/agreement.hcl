# A project whose names are as long as they come and run both ways.
agreement "names" {
  title  = "اتفاق وقف إطلاق النار والانسحاب المنسق للقوات الأجنبية وتبادل الأسرى بين الأطراف الموقعة على هذا البروتوكول الإضافي"
  signed = "2024-01-10"
  zone   = "Asia/Jerusalem"
}

party "joint-ceasefire-monitoring-and-verification-transitional-mechanism-of-the-intergovernmental-authority" {
  name = "Joint Ceasefire Monitoring and Verification Transitional Security Arrangements Mechanism of the Intergovernmental Authority"
  kind = "organisation"
  role = "verifier"
}

party "north" {
  name = "حكومة الإقليم الشمالي المؤقتة والقوات المسلحة التابعة لها في المناطق الحدودية والمجالس المحلية المنتخبة"
  kind = "government"
}

party "south" {
  name = "ממשלת המעבר של המחוז הדרומי והכוחות המזוינים הכפופים לה באזורי הגבול ובמועצות המקומיות הנבחרות בהשגחה"
  kind = "government"
}

party "envoy" {
  name = "مبعوث"
  kind = "person"
  of   = north
}

party "contact-group" {
  name    = "Contact Group (مجموعة الاتصال, קבוצת הקשר)"
  kind    = "alliance"
  members = [north, south]
}

clock "effectiveness" {
  at = "2024-01-15"
}

condition "calm" {
  text  = "هدوء متواصل على امتداد خط الفصل لمدة أربعة عشر يوما متتالية كما تجده الآلية المشتركة للرصد والتحقق"
  judge = contact-group
}

level "northern-armed-forces-in-the-eastern-sector-of-the-zone-of-separation" {
  of       = north
  unit     = "جنود"
  basis    = "present in the eastern sector of the zone of separation, contractors and auxiliaries left out"
  baseline = 12000
  ceiling  = 9000
}

issue "status-of-the-eastern-sector" {
  between = [north, south]
}

commitment "withdraw-northern-armed-forces-from-the-eastern-sector-of-the-zone-of-separation-in-three-stages" {
  by       = north
  to       = south
  article  = "Additional Protocol II, Chapter Four, Section 12 (c) (iii)"
  text     = "انسحاب القوات المسلحة التابعة للإقليم الشمالي من القطاع الشرقي لمنطقة الفصل على ثلاث مراحل تحت إشراف الآلية المشتركة"
  due      = effectiveness + "90d"
  changes  = { northern-armed-forces-in-the-eastern-sector-of-the-zone-of-separation = 3000 }
  provided = calm
  source   = "report-of-the-secretariat"
}

commitment "release" {
  by      = south
  to      = north
  article = "ג׳"
  text    = "שחרור כל העצורים שנעצרו בקשר לסכסוך ושמותיהם מופיעים ברשימות שהוחלפו בין הצדדים ביום החתימה"
  due     = effectiveness + "30d"
  after   = [withdraw-northern-armed-forces-from-the-eastern-sector-of-the-zone-of-separation-in-three-stages]
}

commitment "open-the-road" {
  by    = [north, south]
  to    = contact-group
  text  = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsversammlungsprotokollführung"
  after = [release]
}

commitment "quiet" {
  by     = [north, south]
  text   = "Refrain from hostilities and from hostile propaganda (الامتناع عن الأعمال العدائية)"
  kind   = "continuing"
  verify = [joint-ceasefire-monitoring-and-verification-transitional-mechanism-of-the-intergovernmental-authority]
}

decision "extension-of-the-mandate-of-the-joint-ceasefire-monitoring-and-verification-mechanism" {
  by      = contact-group
  rule    = "silence"
  silence = "72h"
  governs = [northern-armed-forces-in-the-eastern-sector-of-the-zone-of-separation]
  refers  = [status-of-the-eastern-sector]
}

reading "southern-government-s-interpretation-of-section-twelve-of-the-additional-protocol" {
  of    = south
  after = { withdraw-northern-armed-forces-from-the-eastern-sector-of-the-zone-of-separation-in-three-stages = [open-the-road] }
}

source "report-of-the-secretariat" {
  publisher   = "تقرير الأمانة العامة المشتركة عن تنفيذ الاتفاق خلال الربع الأول من العام, Vierteljahresbericht des Gemeinsamen Sekretariats"
  published   = "2024-05-02"
  reliability = "B"
}
