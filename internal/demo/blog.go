package demo

func blogLines() []line {
	return append(blogSeasons(), blogEvergreens()...)
}

func blogSeasons() []line {
	return []line{
		from(101, 114, standards, "%s", "Was sich {jahr} für Betreiber von Pumpwerken ändert", "Neue Fristen {jahr}: ein Überblick für Anlagenbetreiber"),
		from(115, 131, maintenance, "Rohrbruch durch Frost: %s", "So kommt die Anlage heil durch den Winter", "Was in der ersten Stunde zu tun ist"),
		from(201, 228, careers, "%s", "Ausbildung bei uns: Diese fünf Berufe suchen Nachwuchs", "Bewerben ohne Anschreiben: So läuft es bei uns ab"),
		from(315, 328, water, "Weltwassertag: %s", "Wie viel Wasser steckt in einer Pumpe?", "Warum jedes undichte Ventil zählt"),
		from(325, 419, hannover, "%s", "Hannover Messe {jahr}: Was wir an den Stand mitbringen", "Unser Messestand {jahr} entsteht: ein Werkstattbericht"),
		from(424, 515, hannover, "Nach der Messe: %s", "Die sieben häufigsten Fragen an unserem Stand", "Was wir aus Hannover mitgenommen haben"),
		from(501, 520, farms, "%s", "Beregnung richtig planen, bevor es trocken wird", "Brunnenpumpe im Frühjahr in Betrieb nehmen: die Checkliste").as("checklist"),
		from(601, 620, towns, "Starkregen: %s", "Warum Rückhaltebecken die richtige Pumpe brauchen", "Was Gemeinden aus den letzten Sommern gelernt haben"),
		from(701, 720, energy, "%s", "Kühlwasser im Hochsommer: Wo Anlagen unnötig Strom fressen", "Hitzetage in der Halle: Was Motoren aushalten"),
		from(825, 910, training, "Ausbildungsstart {jahr}: %s", "Elf Neue, elf Gründe für die Technik", "Die erste Woche in der Lehrwerkstatt"),
		from(921, 1005, openDay, "Tag der offenen Tür: %s", "Ein Rundgang durch die Gießerei", "Das erwartet Besucherinnen und Besucher"),
		from(1015, 1105, maintenance, "%s", "Pumpen winterfest machen: zehn Handgriffe vor dem ersten Frost", "Entleeren, spülen, einlagern: So überwintern Gartenpumpen").as("checklist"),
		from(1110, 1125, repair, "Reparieren statt ersetzen: %s", "Was eine Generalüberholung wirklich kostet", "Wenn die Pumpe älter ist als der Monteur"),
		from(1205, 1223, worklife, "%s", "{jahr} in zwölf Bildern: unser Jahr im Werk", "Danke für {jahr}: Zahlen, Pannen und Glücksmomente"),
	}
}

func blogEvergreens() []line {
	return []line{
		always(sizing, "Fünf Fehler bei der Auslegung von %s", "Kreiselpumpen", "Tauchmotorpumpen", "Dosierpumpen"),
		always(sizing, "Kennlinien lesen: %s", "Wo der Betriebspunkt wirklich liegt", "Was zwei parallele Pumpen verändern"),
		always(hydraulics, "%s einfach erklärt", "NPSH", "Druckverlust in Rohrleitungen", "Die Förderhöhe", "Der Wasserschlag"),
		always(faults, "Kavitation erkennen: %s", "Wenn es in der Pumpe prasselt", "Drei Messungen, die Klarheit bringen"),
		always(faults, "Warum Pumpen %s", "heiß laufen und was dann hilft", "nach dem Stillstand nicht ansaugen", "plötzlich zu viel Strom ziehen"),
		always(maintenance, "Wartungsplan für %s: eine Vorlage zum Mitnehmen", "kleine Pumpwerke", "Druckerhöhungsanlagen", "Hebeanlagen").as("checklist"),
		always(maintenance, "Gleitringdichtung wechseln: %s", "Schritt für Schritt ohne Leckage", "Die häufigsten Einbaufehler"),
		always(seals, "Edelstahl, Guss oder Bronze? %s", "Der richtige Werkstoff für aggressives Wasser", "Was Meerwasser mit Laufrädern macht"),
		always(seals, "Dichtungswerkstoffe im Vergleich: %s", "EPDM, FKM und Co.", "Was heiße Lauge verträgt"),
		always(drives, "Frequenzumrichter nachrüsten: %s", "Wann es sich rechnet", "Worauf bei alten Motoren zu achten ist"),
		always(drives, "Sanftanlauf oder Drehzahlregelung? %s", "Eine Entscheidungshilfe", "Was der Strompreis dazu sagt"),
		always(energy, "Strom sparen im Pumpwerk: %s", "Ein Rechenbeispiel mit echten Zahlen", "Die Nachtabschaltung, die keiner vermisst", "Warum Überdimensionierung teuer ist"),
		always(energy, "Wirkungsgrad %s", "messen statt raten", "über zehn Jahre: Was vom Neuzustand übrig bleibt"),
		always(water, "Leckagen finden, %s", "bevor sie teuer werden", "ohne die Straße aufzureißen"),
		always(repair, "%s", "Zweites Leben für eine Kesselspeisepumpe von 1987", "Ersatzteile für Baureihen, die es nicht mehr gibt", "Laufrad auswuchten: Handarbeit auf ein Gramm genau"),
		always(greenery, "%s", "Ein Jahr Photovoltaik auf Halle 3: die Bilanz", "Abwärme vom Prüfstand heizt jetzt das Büro", "Weniger Verpackung: Wie unsere Holzkisten zurückkommen"),
		always(connected, "Schwingungssensoren an der Pumpe: %s", "Was sie früh verraten", "Einbau an einem Nachmittag"),
		always(connected, "Fernwartung im Wasserwerk: %s", "Was geht und was man besser lässt", "Sicher verbunden ohne offene Türen"),
		always(dosing, "Genau dosieren: %s", "Warum Milliliter über die Qualität entscheiden", "Membran oder Kolben?"),
		always(submersible, "Tauchmotorpumpen im Schacht: %s", "Die richtige Aufhängung", "Verzopfung vermeiden", "Kabel, Stecker und andere Schwachstellen"),
		always(centrifugal, "Ein Laufrad entsteht: %s", "Vom Modell zum fertigen Guss", "Unterwegs mit Werkstück 2308"),
		always(standards, "%s", "Maschinenverordnung: Was Pumpenbauer jetzt vorbereiten", "Trinkwasserhygiene: Welche Nachweise zählen", "Explosionsschutz: Die Kennzeichnung richtig lesen"),
		always(towns, "Vor Ort im Wasserwerk: %s", "Druckzonen neu gedacht", "Umbau bei laufendem Betrieb", "Wie ein Dorf seine Nachtspitzen glättete").as("case"),
		always(industry, "%s", "Lauge, 80 Grad, Dauerbetrieb: Ein Besuch beim Galvaniker", "Kühlkreislauf ohne Stillstand: Umzug am Wochenende", "Papierfabrik spart ein Drittel Pumpenstrom").as("case"),
		always(groceries, "Hygienisch fördern: %s", "Was Molkereien von Pumpen verlangen", "Apfelmus, Senf und andere Härtefälle"),
		always(farms, "%s", "Hopfen, Wasser, Sonne: Beregnung mit Solarstrom", "Gewächshaus unter Druck: Konstante Tropfen für Tomaten"),
		always(team, "Drei Fragen an %s", "unsere Gießereimeisterin", "den Mann am Prüfstand", "das Team im Ersatzteillager", "die Jüngste in der Konstruktion").as("interview"),
		always(careers, "Quereinstieg im Maschinenbau: %s", "Vom Backofen an die Drehbank", "Vom Rettungsdienst in den Kundendienst").as("interview"),
		always(safety, "Lärm in der Halle: %s", "Was Gehörschutz leisten muss", "Wie wir sechs Dezibel losgeworden sind"),
		always(talks, "Nachlese zum Webinar: %s", "Pumpen richtig in Betrieb nehmen", "Druckstöße beherrschen", "Energieaudit ohne Aufwand"),
		always(hydraulics, "%s", "Reihe oder parallel? Zwei Pumpen, vier Möglichkeiten", "Saughöhe: Warum bei acht Metern meist Schluss ist", "Viskosität: Wenn Wasser nicht mehr das Maß ist"),
		always(centrifugal, "%s", "Inline, Block oder Norm: Welche Bauform wohin gehört", "Spaltringe: Das unscheinbare Verschleißteil", "Trocken oder nass aufgestellt? Ein Vergleich"),
	}
}

func blogIdeas() []line {
	return []line{
		always(repair, "Serie: Das älteste Typenschild, das noch läuft"),
		always(hydraulics, "Glossar für Einsteiger: 50 Begriffe aus dem Pumpenhaus"),
		always(industry, "Gastbeitrag einer Kundin aus der Galvanik anfragen").as("interview"),
	}
}
