package demo

func linkedInLines() []line {
	lines := linkedInSeasons()
	lines = append(lines, linkedInTechnology()...)
	lines = append(lines, linkedInPeople()...)
	return append(lines, linkedInPractice()...)
}

func linkedInSeasons() []line {
	return []line{
		from(107, 115, worklife, "%s", "Zurück aus der Pause: Das steht {jahr} bei uns an", "Neues Jahr, neue Halle: Worauf wir uns {jahr} freuen"),
		from(116, 131, energy, "Energiewochen: %s", "Der Stromfresser steht oft im Keller", "Ein Umrichter, drei Monate, 4.200 Euro"),
		from(125, 210, energy, "Energiewochen, Teil 2: %s", "Drosseln ist wie Gas geben und bremsen", "Nachts läuft nur, was laufen muss"),
		from(211, 228, careers, "Bewerbungsstart: %s", "Sieben Ausbildungsplätze sind noch frei", "Was uns wichtiger ist als Noten"),
		from(301, 315, team, "%s", "Frauen in der Technik: Vier Kolleginnen, vier Wege", "Zum Frauentag: Wer bei uns die Prüfstände leitet"),
		from(316, 327, water, "Weltwassertag: %s", "Was ein Prozent weniger Leckage bedeutet", "Wasser ist kein Rohstoff wie jeder andere"),
		from(328, 410, hannover, "%s", "Auf nach Hannover: Der Stand wird gepackt", "Treffen wir uns in Hannover? Termine sind jetzt buchbar"),
		from(405, 418, hannover, "%s", "Messe-Countdown: Unser Exponat bekommt Wasser", "Messe-Countdown: Letzte Probe am gläsernen Laufrad"),
		from(417, 425, hannover, "Live aus Hannover: %s", "Die Fragen des ersten Tages", "Drei Gespräche, die hängen bleiben"),
		from(426, 510, hannover, "Messefazit: %s", "212 Gespräche und eine klare Botschaft", "Worüber die Branche gerade redet"),
		from(504, 515, safety, "Arbeitssicherheit: %s", "400 Tage ohne meldepflichtigen Unfall", "Der Zettel, der jede Schicht eröffnet"),
		from(601, 612, towns, "Starkregen: %s", "Wie Kommunen jetzt vorsorgen", "Warum Redundanz kein Luxus ist"),
		from(608, 619, towns, "Hochwasserschutz: %s", "Drei Fragen, die jede Gemeinde stellen sollte", "Probelauf vor der Gewitterzeit"),
		from(701, 725, worklife, "%s", "Sommerfest im Werk: Danke an alle, die anpacken", "Halbjahresbilanz: Mehr Wind als Flaute"),
		from(820, 831, worklife, "%s", "Nach den Betriebsferien: Die neue Lackieranlage läuft", "Ferien vorbei: Was die Instandhaltung in der Pause geschafft hat"),
		from(901, 909, training, "Ausbildungsstart {jahr}: %s", "Willkommen an elf neue Gesichter", "Der erste Tag, erzählt von denen, die ihn erlebt haben"),
		from(910, 920, training, "Zwei Wochen Ausbildung: %s", "Was unsere Neuen überrascht hat", "Vom Werkzeugkasten zum ersten Werkstück"),
		from(925, 1009, openDay, "Tag der offenen Tür: %s", "1.400 Gäste und eine Warteschlange am Prüfstand", "Kommt vorbei, wir schalten die Anlagen ein"),
		from(1019, 1106, maintenance, "Vor dem Frost: %s", "Was jetzt auf jede Wartungsliste gehört", "Die drei teuersten Versäumnisse im Herbst"),
		from(1109, 1120, repair, "Reparaturwochen: %s", "1.100 Pumpen haben wir {jahr} wieder flottgemacht", "Warum sich Instandsetzen fast immer rechnet"),
		from(1125, 1205, careers, "%s", "Duales Studium {folgejahr}: Die Bewerbung ist offen", "Praktikum {folgejahr}: Reinschnuppern ausdrücklich erwünscht"),
		from(1206, 1223, worklife, "Jahresrückblick: %s", "Fünf Zahlen, auf die wir stolz sind", "Was uns {jahr} gelungen ist und was nicht"),
	}
}

func linkedInTechnology() []line {
	return []line{
		always(centrifugal, "Neue Baureihe KR 80: %s", "Mehr Druck auf gleicher Fläche", "Die ersten tausend Betriebsstunden", "Ab jetzt auch in Edelstahl"),
		always(submersible, "Tauchmotorpumpen: %s", "Was bei 40 Metern Tiefe zählt", "Ein Laufrad gegen Feuchttücher", "Warum wir das Kabel vergießen"),
		always(dosing, "Dosiertechnik: %s", "Genauigkeit ist eine Frage des Ventils", "Wenn ein Tropfen zu viel ist", "Kalibrieren in fünf Minuten"),
		always(drives, "Antriebe: %s", "Warum IE5 nicht immer die Antwort ist", "Der Umrichter spricht jetzt mit der Leitwarte", "Synchron oder asynchron?"),
		always(seals, "Dichtung der Woche (KW {kw}): %s", "Keramik gegen Sand", "Doppelt wirkend bei Lauge", "Patrone statt Einzelteil", "Wenn Kohle reicht"),
		always(connected, "Daten aus der Pumpe: %s", "Was ein Sensor für 90 Euro verrät", "Warum wir Schwingung vor Temperatur messen", "Alarm ja, Alarmflut nein"),
		always(energy, "Pumpenstrom halbieren: %s", "Ein Wasserwerk macht es vor", "Die Rechnung aus der Molkerei", "Drei Schritte ohne Investition"),
		always(energy, "Zahl des Monats {monat}: %s", "62 Prozent weniger Verbrauch nach dem Umbau", "19.000 Kilowattstunden aus einem Laufradwechsel", "Zwei Jahre bis zur Amortisation"),
		always(repair, "Aus der Werkstatt: %s", "Welle gerichtet statt verschrottet", "Ein Gehäuse von 1974 bekommt neue Spaltringe", "So dokumentieren wir jede Überholung"),
		always(greenery, "Unser Werk: %s", "Prüfstandswasser läuft jetzt im Kreis", "Wärme aus der Gießerei heizt 60 Büros", "Ladepunkte für alle, die pendeln"),
		always(water, "Wasserverlust: %s", "Wo Netze still auslaufen", "Druck senken, Rohre schonen", "Messen in der Nacht"),
		always(standards, "Was die neue %s für Betreiber bedeutet", "Maschinenverordnung", "Trinkwasserverordnung", "Effizienzrichtlinie"),
		always(hydraulics, "Pumpenwissen: %s", "Warum die Saugseite über alles entscheidet", "Der Betriebspunkt in zwei Sätzen", "Was ein Bar mehr wirklich kostet", "Strömung braucht Platz"),
		always(sizing, "Auslegung: %s", "Der Sicherheitszuschlag auf den Zuschlag", "Warum weniger Pumpe oft mehr ist", "Erst Rohr, dann Pumpe"),
		always(faults, "Störung des Monats: %s", "Der Lüfter, der Späne saugte", "Ein Manometer, das log", "Luft, wo keine sein darf", "Das verkehrt eingebaute Ventil"),
	}
}

func linkedInPeople() []line {
	return []line{
		always(team, "Wer steckt dahinter? %s", "Die Frau, die jede Pumpe hört", "Unser Mann für Unmögliches im Ersatzteillager", "Das Duo aus der Modelltischlerei", "Die Stimme an der Servicehotline"),
		always(team, "Ein Tag mit %s", "unserem Kundendienst im Harz", "der Qualitätssicherung", "der Frühschicht in der Gießerei", "dem Einkauf"),
		always(careers, "Wir suchen Verstärkung: %s", "Konstruktion (m/w/d)", "Servicetechnik im Außendienst (m/w/d)", "Zerspanung (m/w/d)", "Vertriebsinnendienst (m/w/d)").as("text"),
		always(careers, "Quereinstieg: %s", "Vom Koch zum Monteur", "Mit 46 noch einmal Azubi", "Von der Bühne in die Dokumentation"),
		always(training, "Aus der Lehrwerkstatt: %s", "Das erste selbst gefräste Laufrad", "Prüfungsvorbereitung zu zweit", "Azubis planen ihre eigene Anlage", "Drei Wochen im Partnerbetrieb"),
		always(worklife, "Jubiläum: %s", "40 Jahre am selben Drehbankplatz", "25 Jahre und kein bisschen leise", "Drei Generationen, ein Werkstor"),
		always(safety, "Gesund bei der Arbeit: %s", "Rückenschule in der Montage", "Heben lassen statt heben", "Pausenraum mit Tageslicht"),
		always(talks, "Webinar am Donnerstag: %s", "Pumpen richtig in Betrieb nehmen", "Energieaudit ohne Aufwand", "Dichtungen auswählen", "Frequenzumrichter verstehen").as("text"),
		always(talks, "Auf der Bühne: %s", "Unser Vortrag zum Wasserschlag zum Nachlesen", "Fachtag Abwasser, die drei wichtigsten Thesen"),
		always(worklife, "Mittelstand heißt für uns: %s", "Entscheiden am selben Tag", "Ausbilden, auch wenn es eng wird", "Ein Handschlag gilt"),
	}
}

func linkedInPractice() []line {
	return []line{
		always(towns, "Aus der Praxis: %s", "Eine Kläranlage plant für 2050", "Vier Dörfer, ein Pumpwerk", "Umbau in einer einzigen Nacht", "Druckerhöhung im Hochhaus"),
		always(industry, "Zu Besuch bei Kunden: %s", "Kühlwasser für die Härterei", "Lauge im Dauerlauf", "Wenn Stillstand 9.000 Euro die Stunde kostet"),
		always(groceries, "Sauber gefördert: %s", "Joghurt mag keine Scherkräfte", "Saft, Püree und die Frage nach dem Spalt", "Reinigung ohne Ausbau"),
		always(farms, "Auf dem Feld: %s", "Beregnung nach Bodenfeuchte", "Strom vom Dach, Wasser aus dem Brunnen", "Was Gemüsebauer von uns wollten"),
		always(maintenance, "Instandhaltung: %s", "Was wirklich in den Jahresplan gehört", "Fetten nach Gefühl? Lieber nicht", "Ein Rundgang, zehn Blicke", "Das Ersatzteil, das immer fehlt"),
		always(faults, "Drei Anzeichen dafür, dass %s", "Ihre Pumpe zu groß ist", "das Lager bald aufgibt", "Luft im System steckt"),
		always(industry, "Referenz: %s", "Drei Pumpen ersetzen elf", "Inbetriebnahme am Heiligen Abend", "Ein Kühlturm bekommt neue Beine"),
		always(connected, "Mal ehrlich: %s", "Braucht jede Pumpe eine App?", "Wer schaut in all die Messdaten?", "Vorausschauende Wartung ohne Zauberei"),
		always(repair, "Vorher, nachher: %s", "Eine Feuerlöschpumpe nach 31 Jahren", "Das Laufrad aus dem Klärbecken", "Grundplatte ohne Rost").as("carousel"),
		always(sizing, "Frage aus dem Außendienst: %s", "Darf die Leitung kleiner sein?", "Zwei kleine oder eine große?", "Wie viel Reserve ist vernünftig?"),
	}
}

func linkedInIdeas() []line {
	return []line{
		always(industry, "Interview mit einer Planerin über knappe Technikräume"),
		always(careers, "Was verdient man eigentlich als Servicetechniker?"),
		always(standards, "Dokumentenkarussell zur Maschinenverordnung").as("document"),
	}
}
