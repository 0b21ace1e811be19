<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AddingPage</name>
    <message>
        <source>%1 was added as %2.</source>
        <translation>%1 wurde als %2 hinzugefügt.</translation>
    </message>
    <message>
        <source>A transformers model: config.json with .safetensors</source>
        <translation>Ein transformers-Modell: config.json mit .safetensors</translation>
    </message>
    <message>
        <source>Add it</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Adding %1</source>
        <translation>%1 wird hinzugefügt</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>Alle Modelle</translation>
    </message>
    <message>
        <source>Choose a file with weights, or drop it here</source>
        <translation>Datei mit Gewichten wählen oder hier ablegen</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Comparing with the networks that are known…</source>
        <translation>Vergleich mit den bekannten Netzen…</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>Datei…</translation>
    </message>
    <message>
        <source>Find out by itself</source>
        <translation>Selbst herausfinden</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>Ordner…</translation>
    </message>
    <message>
        <source>How far the comparison is</source>
        <translation>Stand des Vergleichs</translation>
    </message>
    <message>
        <source>In the file, without a place (%1)</source>
        <translation>In der Datei, ohne Platz im Netz (%1)</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Loaded (%1)</source>
        <translation>Geladen (%1)</translation>
    </message>
    <message>
        <source>Matched by order and shape (%1)</source>
        <translation>Nach Reihenfolge und Form zugeordnet (%1)</translation>
    </message>
    <message>
        <source>Missing in the file, so kept at random values (%1)</source>
        <translation>Fehlt in der Datei, daher zufällige Werte (%1)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Of another shape, so left out (%1)</source>
        <translation>Von anderer Form, daher weggelassen (%1)</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>Die Datei wird gelesen…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stopped; nothing was added.</source>
        <translation>Angehalten; nichts wurde hinzugefügt.</translation>
    </message>
    <message>
        <source>The file with weights</source>
        <translation>Die Datei mit den Gewichten</translation>
    </message>
    <message>
        <source>The folder of the model</source>
        <translation>Der Ordner des Modells</translation>
    </message>
    <message>
        <source>Try as %1 (%2 fits)</source>
        <translation>Als %1 versuchen (%2 passen)</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>Dieses Modell verwenden</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.pth *.pt);;All files (*)</source>
        <translation>Gewichte (*.safetensors *.pth *.pt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Weights as .safetensors, .pth or .pt, or a transformers folder. Files that could run code are refused. You can also drop one here.</source>
        <translation>Gewichte als .safetensors, .pth oder .pt, oder ein transformers-Ordner. Dateien, die Programmcode ausführen könnten, werden abgelehnt. Ablegen auf dieser Seite geht auch.</translation>
    </message>
    <message>
        <source>What fitted where</source>
        <translation>Was wohin passte</translation>
    </message>
    <message>
        <source>Which network the weights are for; the program finds out by their shapes.</source>
        <translation>Für welches Netz die Gewichte sind; das Programm erkennt es an ihren Formen.</translation>
    </message>
    <message>
        <source>as its makers state it, for example MIT</source>
        <translation>wie vom Hersteller angegeben, zum Beispiel MIT</translation>
    </message>
</context>
<context>
    <name>AgreementView</name>
    <message>
        <source>%1 gave labels here already: a second reading needs another person.</source>
        <translation>Von %1 stammen hier schon Beschriftungen: Eine Zweitbeurteilung braucht eine andere Person.</translation>
    </message>
    <message>
        <source>%1 has given an answer to all of them.</source>
        <translation>%1 hat alle beantwortet.</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) have a label.</source>
        <translation>
            <numerusform>%n Bild hat eine Beschriftung.</numerusform>
            <numerusform>%n Bilder haben eine Beschriftung.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) have a label.</source>
        <translation>
            <numerusform>%n Text hat eine Beschriftung.</numerusform>
            <numerusform>%n Texte haben eine Beschriftung.</numerusform>
        </translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>Übereinstimmung</translation>
    </message>
    <message>
        <source>Cohen&apos;s kappa: agreement beyond what chance would give, 1 is perfect; the words are those of Altman (1991). Unsure and skipped images are left out.</source>
        <translation>Cohens Kappa: Übereinstimmung über den Zufall hinaus, 1 ist vollkommen; die Worte sind die von Altman (1991). Unsichere und übersprungene Bilder bleiben außen vor.</translation>
    </message>
    <message>
        <source>Cohen&apos;s kappa: agreement beyond what chance would give, 1 is perfect; the words are those of Altman (1991). Unsure and skipped texts are left out.</source>
        <translation>Cohens Kappa: Übereinstimmung über den Zufall hinaus, 1 ist vollkommen; die Worte sind die von Altman (1991). Unsichere und übersprungene Texte bleiben außen vor.</translation>
    </message>
    <message>
        <source>Do two readers agree?</source>
        <translation>Stimmen zwei Personen überein?</translation>
    </message>
    <message>
        <source>First reader</source>
        <translation>Erste Person</translation>
    </message>
    <message>
        <source>Name of the second person</source>
        <translation>Name der zweiten Person</translation>
    </message>
    <message>
        <source>No model can be better than the labels. A second person reads some images without seeing the first label; then you see how well both agree.</source>
        <translation>Kein Modell kann besser sein als die Beschriftungen. Eine zweite Person beurteilt einige Bilder, ohne die erste Beschriftung zu sehen; danach zeigt sich, wie gut beide übereinstimmen.</translation>
    </message>
    <message>
        <source>No model can be better than the labels. A second person reads some texts without seeing the first label; then you see how well both agree.</source>
        <translation>Kein Modell kann besser sein als die Beschriftungen. Eine zweite Person beurteilt einige Texte, ohne die erste Beschriftung zu sehen; danach zeigt sich, wie gut beide übereinstimmen.</translation>
    </message>
    <message>
        <source>Read blindly</source>
        <translation>Blind beurteilen</translation>
    </message>
    <message>
        <source>Read blindly so far: %1.</source>
        <translation>Bisher blind beurteilt: %1.</translation>
    </message>
    <message numerus="yes">
        <source>Resolve %n disagreement(s)</source>
        <translation>
            <numerusform>%n Abweichung klären</numerusform>
            <numerusform>%n Abweichungen klären</numerusform>
        </translation>
    </message>
    <message>
        <source>Second reader</source>
        <translation>Zweite Person</translation>
    </message>
    <message>
        <source>Second reading</source>
        <translation>Zweitbeurteilung</translation>
    </message>
    <message>
        <source>The term of the field: inter-rater agreement.</source>
        <translation>Der Fachbegriff: Interrater-Übereinstimmung.</translation>
    </message>
    <message>
        <source>Who reads</source>
        <translation>Wer beurteilt</translation>
    </message>
    <message>
        <source>Who reads?</source>
        <translation>Wer beurteilt?</translation>
    </message>
    <message>
        <source>and</source>
        <translation>und</translation>
    </message>
</context>
<context>
    <name>AlikeView</name>
    <message>
        <source>%1 of %2. Removing takes a text out of the project; the source stays as it is.</source>
        <translation>%1 von %2. Entfernen nimmt einen Text aus dem Projekt; die Quelle bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>%1 of %2. Removing takes an image out of the project; its file stays.</source>
        <translation>%1 von %2. Entfernen nimmt ein Bild aus dem Projekt; seine Datei bleibt.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Images of the final test are not shown before it was opened.</source>
        <translation>Bilder des Abschlusstests werden erst gezeigt, wenn er geöffnet wurde.</translation>
    </message>
    <message>
        <source>Leave them as they are</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Remove this one</source>
        <translation>Dieses entfernen</translation>
    </message>
    <message>
        <source>Texts of the final test are not shown before it was opened.</source>
        <translation>Texte des Abschlusstests werden erst gezeigt, wenn er geöffnet wurde.</translation>
    </message>
    <message>
        <source>The set before</source>
        <translation>Die Gruppe davor</translation>
    </message>
    <message>
        <source>These %1 images are the same</source>
        <translation>Diese %1 Bilder sind gleich</translation>
    </message>
    <message>
        <source>These %1 images look nearly the same</source>
        <translation>Diese %1 Bilder sehen fast gleich aus</translation>
    </message>
    <message>
        <source>These %1 texts are nearly the same</source>
        <translation>Diese %1 Texte sind fast gleich</translation>
    </message>
    <message>
        <source>These %1 texts are the same</source>
        <translation>Diese %1 Texte sind gleich</translation>
    </message>
    <message>
        <source>They stay on one side of the division anyway.</source>
        <translation>Sie bleiben ohnehin auf einer Seite der Aufteilung.</translation>
    </message>
    <message>
        <source>no label</source>
        <translation>keine Beschriftung</translation>
    </message>
    <message>
        <source>one copy removed</source>
        <translation>eine Kopie entfernt</translation>
    </message>
</context>
<context>
    <name>AnnotatorBar</name>
    <message>
        <source>Every label keeps the name of who gave it. Change the name.</source>
        <translation>Jede Beschriftung behält den Namen der Person, von der sie stammt. Hier den Namen ändern.</translation>
    </message>
    <message>
        <source>Name of who labels</source>
        <translation>Name der Person, die beschriftet</translation>
    </message>
    <message>
        <source>Say who labels</source>
        <translation>Angeben, wer beschriftet</translation>
    </message>
    <message>
        <source>That&apos;s me</source>
        <translation>Das bin ich</translation>
    </message>
    <message>
        <source>Who labels? The name is kept with each label.</source>
        <translation>Wer beschriftet? Der Name wird zu jeder Beschriftung gespeichert.</translation>
    </message>
</context>
<context>
    <name>AnswerDetail</name>
    <message>
        <source>Choose a text in the list to read it.</source>
        <translation>Einen Text in der Liste wählen, um ihn zu lesen.</translation>
    </message>
    <message>
        <source>Choose an image in the list to see it large.</source>
        <translation>Ein Bild in der Liste wählen, um es groß zu sehen.</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <source>None of the classes</source>
        <translation>Keine der Klassen</translation>
    </message>
    <message>
        <source>Probability of every class</source>
        <translation>Wahrscheinlichkeit jeder Klasse</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>Copy the details and send them to whoever looks after the program.</source>
        <translation>Die Einzelheiten kopieren und an die Person senden, die das Programm betreut.</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
</context>
<context>
    <name>BigPicture</name>
    <message>
        <source>The image is being read…</source>
        <translation>Das Bild wird gelesen…</translation>
    </message>
</context>
<context>
    <name>BigText</name>
    <message>
        <source>The text is empty.</source>
        <translation>Der Text ist leer.</translation>
    </message>
    <message>
        <source>The text is longer: its first %1 signs are shown.</source>
        <translation>Der Text ist länger: Gezeigt werden die ersten %1 Zeichen.</translation>
    </message>
</context>
<context>
    <name>BlindReading</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>A blind second reading: labels given before are hidden.</source>
        <translation>Eine blinde Zweitbeurteilung: Frühere Beschriftungen sind verborgen.</translation>
    </message>
    <message>
        <source>Back one</source>
        <translation>Eins zurück</translation>
    </message>
    <message>
        <source>Image to read</source>
        <translation>Zu beurteilendes Bild</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Gespeichert: %1</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>Beurteilung beenden</translation>
    </message>
    <message>
        <source>Text to read</source>
        <translation>Zu beurteilender Text</translation>
    </message>
    <message>
        <source>What does it say?</source>
        <translation>Was steht da?</translation>
    </message>
    <message>
        <source>What does it show?</source>
        <translation>Was ist zu sehen?</translation>
    </message>
    <message>
        <source>second reading</source>
        <translation>Zweitbeurteilung</translation>
    </message>
</context>
<context>
    <name>BrowsingPage</name>
    <message>
        <source>%1 of %2 models</source>
        <translation>%1 von %2 Modellen</translation>
    </message>
    <message>
        <source>100 images a second</source>
        <translation>100 Bilder je Sekunde</translation>
    </message>
    <message>
        <source>100 texts a second</source>
        <translation>100 Texte je Sekunde</translation>
    </message>
    <message>
        <source>30 images a second</source>
        <translation>30 Bilder je Sekunde</translation>
    </message>
    <message>
        <source>30 texts a second</source>
        <translation>30 Texte je Sekunde</translation>
    </message>
    <message>
        <source>5 images a second</source>
        <translation>5 Bilder je Sekunde</translation>
    </message>
    <message>
        <source>5 texts a second</source>
        <translation>5 Texte je Sekunde</translation>
    </message>
    <message>
        <source>Add from a file…</source>
        <translation>Aus Datei hinzufügen…</translation>
    </message>
    <message>
        <source>Any family</source>
        <translation>Jede Familie</translation>
    </message>
    <message>
        <source>Any licence</source>
        <translation>Jede Lizenz</translation>
    </message>
    <message>
        <source>Any size</source>
        <translation>Jede Größe</translation>
    </message>
    <message>
        <source>Any speed</source>
        <translation>Jedes Tempo</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>For any use</source>
        <translation>Für jeden Zweck</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>No model is like that.</source>
        <translation>Kein Modell passt dazu.</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Rechner</translation>
    </message>
    <message>
        <source>Prepare a USB stick…</source>
        <translation>USB-Stick vorbereiten…</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>Empfohlen</translation>
    </message>
    <message>
        <source>Search models</source>
        <translation>Modelle suchen</translation>
    </message>
    <message>
        <source>Show all models</source>
        <translation>Alle Modelle zeigen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Speed on this computer</source>
        <translation>Tempo auf diesem Rechner</translation>
    </message>
    <message>
        <source>Take models from a USB stick…</source>
        <translation>Modelle vom USB-Stick…</translation>
    </message>
    <message>
        <source>Up to 100 MB</source>
        <translation>Bis 100 MB</translation>
    </message>
    <message>
        <source>Up to 25 MB</source>
        <translation>Bis 25 MB</translation>
    </message>
    <message>
        <source>Up to 500 MB</source>
        <translation>Bis 500 MB</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>Figure…</source>
        <translation>Abbildung…</translation>
    </message>
    <message>
        <source>Save it for a paper: PDF, SVG, TIFF or PNG, and its data as CSV</source>
        <translation>Für eine Veröffentlichung speichern: PDF, SVG, TIFF oder PNG, und die Daten als CSV</translation>
    </message>
</context>
<context>
    <name>CardsModel</name>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Images a second through the model on this computer.</source>
        <translation>Bilder je Sekunde durch das Modell auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Texts a second through the model on this computer.</source>
        <translation>Texte je Sekunde durch das Modell auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Whether it is on this computer.</source>
        <translation>Ob es auf diesem Rechner ist.</translation>
    </message>
    <message>
        <source>begun</source>
        <translation>begonnen</translation>
    </message>
    <message>
        <source>here</source>
        <translation>hier</translation>
    </message>
    <message>
        <source>to download</source>
        <translation>herunterzuladen</translation>
    </message>
</context>
<context>
    <name>Carrying</name>
    <message>
        <source>Preparing %1</source>
        <translation>%1 wird vorbereitet</translation>
    </message>
    <message>
        <source>Taking models from %1</source>
        <translation>Modelle aus %1 werden übernommen</translation>
    </message>
</context>
<context>
    <name>ChannelChoice</name>
    <message>
        <source>All channels</source>
        <translation>Alle Kanäle</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
</context>
<context>
    <name>CheckView</name>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>2  Remove the last layers</source>
        <translation>2  Letzte Schichten entfernen</translation>
    </message>
    <message>
        <source>3  Add new layers</source>
        <translation>3  Neue Schichten hinzufügen</translation>
    </message>
    <message>
        <source>A small network</source>
        <translation>Ein kleines Netz</translation>
    </message>
    <message>
        <source>Few images: the safe choice</source>
        <translation>Wenige Bilder: die sichere Wahl</translation>
    </message>
    <message>
        <source>Few texts: the safe choice</source>
        <translation>Wenige Texte: die sichere Wahl</translation>
    </message>
    <message>
        <source>Kept as it is, up to</source>
        <translation>Unverändert bis</translation>
    </message>
    <message>
        <source>Last layer that stays</source>
        <translation>Letzte Schicht, die bleibt</translation>
    </message>
    <message>
        <source>Let the recipe decide what learns</source>
        <translation>Das Rezept entscheiden lassen, was lernt</translation>
    </message>
    <message>
        <source>Many images: bends more (MLP)</source>
        <translation>Viele Bilder: passt sich mehr an (MLP)</translation>
    </message>
    <message>
        <source>Many texts: bends more (MLP)</source>
        <translation>Viele Texte: passt sich mehr an (MLP)</translation>
    </message>
    <message>
        <source>One linear layer</source>
        <translation>Eine lineare Schicht</translation>
    </message>
    <message>
        <source>One output for each class, as soon as images are labelled.</source>
        <translation>Ein Ausgang je Klasse, sobald Bilder beschriftet sind.</translation>
    </message>
    <message>
        <source>One output for each class, as soon as texts are labelled.</source>
        <translation>Ein Ausgang je Klasse, sobald Texte beschriftet sind.</translation>
    </message>
    <message numerus="yes">
        <source>One output for each of your %n classes</source>
        <translation>
            <numerusform>Ein Ausgang für Ihre %n Klasse</numerusform>
            <numerusform>Ein Ausgang für jede Ihrer %n Klassen</numerusform>
        </translation>
    </message>
    <message>
        <source>Quick keeps every layer as it is; Standard and Thorough then let the upper layers learn, too (fine-tuning).</source>
        <translation>Schnell lässt alle Schichten unverändert; Standard und Gründlich lassen danach auch die oberen Schichten lernen (Fine-Tuning).</translation>
    </message>
    <message>
        <source>What is kept as it is</source>
        <translation>Was unverändert bleibt</translation>
    </message>
    <message>
        <source>nothing: every layer learns</source>
        <translation>nichts: alle Schichten lernen</translation>
    </message>
</context>
<context>
    <name>ChoicesCard</name>
    <message>
        <source> times</source>
        <translation> Mal</translation>
    </message>
    <message>
        <source>A short list of classes is to hold the truth in</source>
        <translation>Eine kurze Liste von Klassen soll die Wahrheit enthalten bei</translation>
    </message>
    <message>
        <source>Apply and evaluate again</source>
        <translation>Anwenden und neu auswerten</translation>
    </message>
    <message>
        <source>Cost of missing %1</source>
        <translation>Kosten, wenn %1 übersehen wird</translation>
    </message>
    <message>
        <source>Coverage of the conformal prediction sets. More often means longer lists.</source>
        <translation>Abdeckung der konformen Vorhersagemengen. Häufiger heißt: längere Listen.</translation>
    </message>
    <message>
        <source>How often a short list holds the truth</source>
        <translation>Wie oft eine kurze Liste die Wahrheit enthält</translation>
    </message>
    <message>
        <source>Is it worse to miss one class than to name it wrongly? Say how many times. The model then names that class from a smaller probability on.</source>
        <translation>Ist es schlimmer, eine Klasse zu übersehen, als sie fälschlich zu nennen? Sagen Sie, wievielmal. Das Modell nennt diese Klasse dann schon ab einer kleineren Wahrscheinlichkeit.</translation>
    </message>
    <message>
        <source>Missing %1</source>
        <translation>%1 übersehen</translation>
    </message>
    <message>
        <source>What you decide</source>
        <translation>Was Sie entscheiden</translation>
    </message>
    <message>
        <source>of similar images.</source>
        <translation>ähnlicher Bilder.</translation>
    </message>
    <message>
        <source>of similar texts.</source>
        <translation>ähnlicher Texte.</translation>
    </message>
</context>
<context>
    <name>ClassButtons</name>
    <message>
        <source>Another class</source>
        <translation>Andere Klasse</translation>
    </message>
    <message>
        <source>I cannot tell</source>
        <translation>Nicht zu erkennen</translation>
    </message>
    <message>
        <source>Not now, or not usable</source>
        <translation>Nicht jetzt, oder nicht brauchbar</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>another class…</source>
        <translation>andere Klasse…</translation>
    </message>
</context>
<context>
    <name>ClassList</name>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
</context>
<context>
    <name>ClassModel</name>
    <message>
        <source>%1: %2 images</source>
        <translation>%1: %2 Bilder</translation>
    </message>
    <message>
        <source>%1: %2 texts</source>
        <translation>%1: %2 Texte</translation>
    </message>
    <message>
        <source>, key %1</source>
        <translation>, Taste %1</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Was soll geschehen?</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>Choose one more run.</source>
        <translation>Noch einen Lauf wählen.</translation>
    </message>
    <message>
        <source>Choose two runs or more.</source>
        <translation>Zwei oder mehr Läufe wählen.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source> points</source>
        <translation> Punkte</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) were answered by some runs only, or have another label now.</source>
        <translation>
            <numerusform>%n weiteres wurde nur von einigen Läufen beantwortet oder heißt jetzt anders.</numerusform>
            <numerusform>%n weitere wurden nur von einigen Läufen beantwortet oder heißen jetzt anders.</numerusform>
        </translation>
    </message>
    <message>
        <source>Comparing …</source>
        <translation>Vergleiche …</translation>
    </message>
    <message>
        <source>Differences below this are practically none</source>
        <translation>Kleinere Unterschiede sind praktisch keine</translation>
    </message>
    <message>
        <source>Differences, in numbers</source>
        <translation>Unterschiede in Zahlen</translation>
    </message>
    <message>
        <source>Margin of equivalence, in points of 100</source>
        <translation>Äquivalenzgrenze, in Punkten von 100</translation>
    </message>
    <message>
        <source>Nothing: they are the same.</source>
        <translation>Nichts: Sie sind gleich.</translation>
    </message>
    <message numerus="yes">
        <source>On %n image(s) that all of them have answered.</source>
        <translation>
            <numerusform>Auf %n Bild, das alle beantwortet haben.</numerusform>
            <numerusform>Auf %n Bildern, die alle beantwortet haben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On %n text(s) that all of them have answered.</source>
        <translation>
            <numerusform>Auf %n Text, den alle beantwortet haben.</numerusform>
            <numerusform>Auf %n Texten, die alle beantwortet haben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>P-values are corrected for %n comparison(s) (Holm).</source>
        <translation>
            <numerusform>P-Werte sind für %n Vergleich korrigiert (Holm).</numerusform>
            <numerusform>P-Werte sind für %n Vergleiche korrigiert (Holm).</numerusform>
        </translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Runs side by side, on the %1</source>
        <translation>Läufe nebeneinander: %1</translation>
    </message>
    <message>
        <source>Runs to compare</source>
        <translation>Zu vergleichende Läufe</translation>
    </message>
    <message>
        <source>There is one run only; train another one to compare.</source>
        <translation>Es gibt nur einen Lauf; zum Vergleichen einen weiteren trainieren.</translation>
    </message>
    <message>
        <source>These images also chose the best pass of each run.</source>
        <translation>Diese Bilder haben auch den besten Durchgang jedes Laufs ausgewählt.</translation>
    </message>
    <message>
        <source>These texts also chose the best pass of each run.</source>
        <translation>Diese Texte haben auch den besten Durchgang jedes Laufs ausgewählt.</translation>
    </message>
    <message>
        <source>What differs in recipe and data</source>
        <translation>Was sich in Rezept und Daten unterscheidet</translation>
    </message>
    <message>
        <source>final test</source>
        <translation>Abschlusstest</translation>
    </message>
    <message>
        <source>tuning images</source>
        <translation>Abstimmbilder</translation>
    </message>
    <message>
        <source>tuning texts</source>
        <translation>Abstimmtexte</translation>
    </message>
</context>
<context>
    <name>ConfusionView</name>
    <message>
        <source>%1, named %2</source>
        <translation>%1, als %2 benannt</translation>
    </message>
    <message>
        <source>%1, rightly named</source>
        <translation>%1, richtig benannt</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Percent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>Rows are the truth, columns the answer. Choose a cell to see its images.</source>
        <translation>Zeilen sind die Wahrheit, Spalten die Antwort. Eine Zelle wählen, um ihre Bilder zu sehen.</translation>
    </message>
    <message>
        <source>Rows are the truth, columns the answer. Choose a cell to see its texts.</source>
        <translation>Zeilen sind die Wahrheit, Spalten die Antwort. Eine Zelle wählen, um ihre Texte zu sehen.</translation>
    </message>
    <message>
        <source>Shares of each row in place of counts</source>
        <translation>Anteile jeder Zeile statt Anzahlen</translation>
    </message>
    <message>
        <source>Truth (rows) against answer (columns).</source>
        <translation>Wahrheit (Zeilen) gegen Antwort (Spalten).</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>truth</source>
        <translation>Wahrheit</translation>
    </message>
</context>
<context>
    <name>CrossvalOffer</name>
    <message>
        <source>Cross-validate…</source>
        <translation>Kreuzvalidieren …</translation>
    </message>
    <message numerus="yes">
        <source>This result stands on %n group(s) only. Cross-validation uses all training and tuning images, each answered by a model that saw nothing of its group.</source>
        <translation>
            <numerusform>Dieses Ergebnis beruht auf nur %n Gruppe. Die Kreuzvalidierung nutzt alle Trainings- und Abstimmbilder, jedes beantwortet von einem Modell, das nichts aus seiner Gruppe gesehen hat.</numerusform>
            <numerusform>Dieses Ergebnis beruht auf nur %n Gruppen. Die Kreuzvalidierung nutzt alle Trainings- und Abstimmbilder, jedes beantwortet von einem Modell, das nichts aus seiner Gruppe gesehen hat.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This result stands on %n group(s) only. Cross-validation uses all training and tuning texts, each answered by a model that saw nothing of its group.</source>
        <translation>
            <numerusform>Dieses Ergebnis beruht auf nur %n Gruppe. Die Kreuzvalidierung nutzt alle Trainings- und Abstimmtexte, jeder beantwortet von einem Modell, das nichts aus seiner Gruppe gesehen hat.</numerusform>
            <numerusform>Dieses Ergebnis beruht auf nur %n Gruppen. Die Kreuzvalidierung nutzt alle Trainings- und Abstimmtexte, jeder beantwortet von einem Modell, das nichts aus seiner Gruppe gesehen hat.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This result stands on %n image(s) only. Cross-validation uses all training and tuning images, each answered by a model that had not seen it.</source>
        <translation>
            <numerusform>Dieses Ergebnis beruht auf nur %n Bild. Die Kreuzvalidierung nutzt alle Trainings- und Abstimmbilder, jedes beantwortet von einem Modell, das es nicht gesehen hat.</numerusform>
            <numerusform>Dieses Ergebnis beruht auf nur %n Bildern. Die Kreuzvalidierung nutzt alle Trainings- und Abstimmbilder, jedes beantwortet von einem Modell, das es nicht gesehen hat.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This result stands on %n text(s) only. Cross-validation uses all training and tuning texts, each answered by a model that had not seen it.</source>
        <translation>
            <numerusform>Dieses Ergebnis beruht auf nur %n Text. Die Kreuzvalidierung nutzt alle Trainings- und Abstimmtexte, jeder beantwortet von einem Modell, das ihn nicht gesehen hat.</numerusform>
            <numerusform>Dieses Ergebnis beruht auf nur %n Texten. Die Kreuzvalidierung nutzt alle Trainings- und Abstimmtexte, jeder beantwortet von einem Modell, das ihn nicht gesehen hat.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CrossvalPage</name>
    <message>
        <source>%1 with %2 in %3 folds, %4.</source>
        <translation>%1 mit %2 in %3 Teilen, %4.</translation>
    </message>
    <message>
        <source>Cross-validate this recipe</source>
        <translation>Dieses Rezept kreuzvalidieren</translation>
    </message>
    <message>
        <source>Each fold is a training of its own: about as many times as long as the training of this run as there are folds. What is finished is kept.</source>
        <translation>Jeder Teil ist ein eigenes Training: Es dauert etwa so viele Male so lang wie das Training dieses Laufs, wie es Teile gibt. Was fertig ist, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Every image answered once</source>
        <translation>Jedes Bild einmal beantwortet</translation>
    </message>
    <message>
        <source>Every text answered once</source>
        <translation>Jeder Text einmal beantwortet</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Nested: choose inside each fold</source>
        <translation>Verschachtelt: in jedem Teil für sich wählen</translation>
    </message>
    <message>
        <source>Number of folds</source>
        <translation>Anzahl der Teile</translation>
    </message>
    <message>
        <source>Seconds to a few minutes: this recipe is solved exactly on cached features.</source>
        <translation>Sekunden bis wenige Minuten: Dieses Rezept wird auf gespeicherten Merkmalen exakt gelöst.</translation>
    </message>
    <message>
        <source>The strength of the penalty of the new layer is chosen within each fold alone, and the report shows how much the choice would flatter.</source>
        <translation>Die Stärke der Strafe der neuen Schicht wird in jedem Teil für sich gewählt, und der Bericht zeigt, wie sehr diese Wahl schönen würde.</translation>
    </message>
    <message>
        <source>The training and tuning images are dealt into folds; what belongs together stays in one. Each fold is answered by a model that saw none of it, so all of these images tell how good the recipe is, not the few tuning images alone. It says nothing about one model that you can use, and the final test takes no part.</source>
        <translation>Die Trainings- und Abstimmbilder werden auf Teile verteilt; was zusammengehört, bleibt in einem. Jeder Teil wird von einem Modell beantwortet, das nichts davon gesehen hat. So sagen alle diese Bilder, wie gut das Rezept ist, nicht nur die wenigen Abstimmbilder. Über ein einzelnes Modell, das Sie benutzen können, sagt es nichts, und der Abschlusstest bleibt unberührt.</translation>
    </message>
    <message>
        <source>The training and tuning texts are dealt into folds; what belongs together stays in one. Each fold is answered by a model that saw none of it, so all of these texts tell how good the recipe is, not the few tuning texts alone. It says nothing about one model that you can use, and the final test takes no part.</source>
        <translation>Die Trainings- und Abstimmtexte werden auf Teile verteilt; was zusammengehört, bleibt in einem. Jeder Teil wird von einem Modell beantwortet, das nichts davon gesehen hat. So sagen alle diese Texte, wie gut das Rezept ist, nicht nur die wenigen Abstimmtexte. Über ein einzelnes Modell, das Sie benutzen können, sagt es nichts, und der Abschlusstest bleibt unberührt.</translation>
    </message>
</context>
<context>
    <name>CrossvalRunner</name>
    <message>
        <source>Cross-validation</source>
        <translation>Kreuzvalidierung</translation>
    </message>
</context>
<context>
    <name>CurveExport</name>
    <message>
        <source>Copy its data for a spreadsheet</source>
        <translation>Daten für eine Tabellenkalkulation kopieren</translation>
    </message>
    <message>
        <source>Figure…</source>
        <translation>Abbildung…</translation>
    </message>
    <message>
        <source>Save data</source>
        <translation>Daten speichern</translation>
    </message>
    <message>
        <source>Save it for a paper: PDF, SVG, TIFF or PNG, and its data as CSV</source>
        <translation>Für eine Veröffentlichung speichern: PDF, SVG, TIFF oder PNG, und die Daten als CSV</translation>
    </message>
    <message>
        <source>Save its data (CSV)…</source>
        <translation>Daten speichern (CSV)…</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Gespeichert als %1.</translation>
    </message>
    <message>
        <source>The data were copied; paste them into a spreadsheet.</source>
        <translation>Die Daten sind kopiert; fügen Sie sie in eine Tabellenkalkulation ein.</translation>
    </message>
</context>
<context>
    <name>CurveView</name>
    <message>
        <source>Class of the threshold</source>
        <translation>Klasse der Schwelle</translation>
    </message>
    <message>
        <source>From %1 on: %2 of its images are found (sensitivity), %3 of all others are wrongly named; of the %4 images that are named, %5 are right (precision).</source>
        <translation>Ab %1: %2 ihrer Bilder werden gefunden (Sensitivität), %3 aller anderen werden fälschlich so benannt; von den %4 so benannten Bildern sind %5 richtig (Präzision).</translation>
    </message>
    <message>
        <source>From %1 on: %2 of its texts are found (sensitivity), %3 of all others are wrongly named; of the %4 texts that are named, %5 are right (precision).</source>
        <translation>Ab %1: %2 ihrer Texte werden gefunden (Sensitivität), %3 aller anderen werden fälschlich so benannt; von den %4 so benannten Texten sind %5 richtig (Präzision).</translation>
    </message>
    <message>
        <source>Name it</source>
        <translation>Benennen:</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>from this probability on</source>
        <translation>ab dieser Wahrscheinlichkeit</translation>
    </message>
</context>
<context>
    <name>Curves</name>
    <message>
        <source>%1 over the passes through the training images, seed %2. Dashed lines: a stage of the recipe begins.</source>
        <translation>%1 über die Durchgänge durch die Trainingsbilder, Startwert %2. Gestrichelte Linien: Eine Stufe des Rezepts beginnt.</translation>
    </message>
    <message>
        <source>%1 over the passes through the training texts, seed %2. Dashed lines: a stage of the recipe begins.</source>
        <translation>%1 über die Durchgänge durch die Trainingstexte, Startwert %2. Gestrichelte Linien: Eine Stufe des Rezepts beginnt.</translation>
    </message>
    <message>
        <source>How wrong the answers are; lower is better. Tuning images are not learned.</source>
        <translation>Wie falsch die Antworten sind; niedriger ist besser. Aus Abstimmbildern wird nicht gelernt.</translation>
    </message>
    <message>
        <source>How wrong the answers are; lower is better. Tuning texts are not learned.</source>
        <translation>Wie falsch die Antworten sind; niedriger ist besser. Aus Abstimmtexten wird nicht gelernt.</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>On the tuning images. Balanced accuracy counts every class alike.</source>
        <translation>Auf den Abstimmbildern. Die balancierte Genauigkeit zählt jede Klasse gleich.</translation>
    </message>
    <message>
        <source>On the tuning texts. Balanced accuracy counts every class alike.</source>
        <translation>Auf den Abstimmtexten. Die balancierte Genauigkeit zählt jede Klasse gleich.</translation>
    </message>
    <message>
        <source>Right answers</source>
        <translation>Richtige Antworten</translation>
    </message>
    <message>
        <source>The network of pass %1 was the best one on the tuning images.</source>
        <translation>Das Netz aus Durchgang %1 war auf den Abstimmbildern das beste.</translation>
    </message>
    <message>
        <source>The network of pass %1 was the best one on the tuning texts.</source>
        <translation>Das Netz aus Durchgang %1 war auf den Abstimmtexten das beste.</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>balanced</source>
        <translation>balanciert</translation>
    </message>
    <message>
        <source>passes</source>
        <translation>Durchgänge</translation>
    </message>
    <message>
        <source>this pass</source>
        <translation>dieser Durchgang</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>tuning images</source>
        <translation>Abstimmbilder</translation>
    </message>
    <message>
        <source>tuning texts</source>
        <translation>Abstimmtexte</translation>
    </message>
</context>
<context>
    <name>DataPanel</name>
    <message>
        <source>Agreement</source>
        <translation>Übereinstimmung</translation>
    </message>
    <message>
        <source>Bring your images in</source>
        <translation>Bilder hereinholen</translation>
    </message>
    <message>
        <source>Bring your texts in</source>
        <translation>Texte hereinholen</translation>
    </message>
    <message>
        <source>Choose model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Correct labels where they are wrong, then choose a model.</source>
        <translation>Falsche Beschriftungen berichtigen, dann ein Modell wählen.</translation>
    </message>
    <message>
        <source>Drop a folder of images here, or import one.</source>
        <translation>Einen Ordner mit Bildern hier ablegen oder importieren.</translation>
    </message>
    <message>
        <source>Drop a folder or a table anywhere in this window. Folders may stand for classes, plates or patients: you will be asked. The originals are never changed.</source>
        <translation>Einen Ordner oder eine Tabelle irgendwo in dieses Fenster ziehen. Ordner können für Klassen, Platten oder Patienten stehen: Das wird gefragt. Die Originale werden nie verändert.</translation>
    </message>
    <message>
        <source>Drop a table of texts here, or import one.</source>
        <translation>Eine Tabelle mit Texten hier ablegen oder importieren.</translation>
    </message>
    <message>
        <source>Drop a table or a folder of text files anywhere in this window. Columns and folders may stand for classes, authors or threads: you will be asked. The originals are never changed.</source>
        <translation>Eine Tabelle oder einen Ordner mit Textdateien irgendwo in dieses Fenster ziehen. Spalten und Ordner können für Klassen, Autoren oder Themenstränge stehen: Das wird gefragt. Die Originale werden nie verändert.</translation>
    </message>
    <message>
        <source>Drop the folder that holds the images, or a table.</source>
        <translation>Den Ordner mit den Bildern ablegen, oder eine Tabelle.</translation>
    </message>
    <message>
        <source>Drop the folder that holds the texts, or a table.</source>
        <translation>Den Ordner mit den Texten ablegen, oder eine Tabelle.</translation>
    </message>
    <message>
        <source>Finish this import first, then drop the next one.</source>
        <translation>Erst diesen Import abschließen, dann das Nächste ablegen.</translation>
    </message>
    <message>
        <source>Folder of images</source>
        <translation>Ordner mit Bildern</translation>
    </message>
    <message>
        <source>Folder of texts</source>
        <translation>Ordner mit Texten</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Import a folder…</source>
        <translation>Ordner importieren…</translation>
    </message>
    <message>
        <source>Import a table…</source>
        <translation>Tabelle importieren…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Label images of at least two classes.</source>
        <translation>Bilder von mindestens zwei Klassen beschriften.</translation>
    </message>
    <message>
        <source>Label images of two classes first</source>
        <translation>Erst Bilder zweier Klassen beschriften</translation>
    </message>
    <message>
        <source>Label texts of at least two classes.</source>
        <translation>Texte von mindestens zwei Klassen beschriften.</translation>
    </message>
    <message>
        <source>Label texts of two classes first</source>
        <translation>Erst Texte zweier Klassen beschriften</translation>
    </message>
    <message>
        <source>More images from a folder</source>
        <translation>Weitere Bilder aus einem Ordner</translation>
    </message>
    <message>
        <source>More texts from a table</source>
        <translation>Weitere Texte aus einer Tabelle</translation>
    </message>
    <message>
        <source>Nothing can be imported here.</source>
        <translation>Hier kann nichts importiert werden.</translation>
    </message>
    <message>
        <source>Single images can be dropped under “Deploy” to see predictions.</source>
        <translation>Einzelne Bilder lassen sich unter „Einsetzen“ ablegen, um Vorhersagen zu sehen.</translation>
    </message>
    <message>
        <source>Single texts can be dropped under “Deploy” to see predictions.</source>
        <translation>Einzelne Texte lassen sich unter „Einsetzen“ ablegen, um Vorhersagen zu sehen.</translation>
    </message>
    <message>
        <source>Split and checks</source>
        <translation>Aufteilung und Prüfung</translation>
    </message>
    <message>
        <source>Table of images</source>
        <translation>Tabelle von Bildern</translation>
    </message>
    <message>
        <source>Table of texts</source>
        <translation>Tabelle von Texten</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Views of the data</source>
        <translation>Ansichten der Daten</translation>
    </message>
</context>
<context>
    <name>DeployPanel</name>
    <message>
        <source>Add predicted images with suggested labels</source>
        <translation>Vorhergesagte Bilder mit vorgeschlagenen Beschriftungen hinzufügen</translation>
    </message>
    <message>
        <source>Add predicted texts with suggested labels</source>
        <translation>Vorhergesagte Texte mit vorgeschlagenen Beschriftungen hinzufügen</translation>
    </message>
    <message>
        <source>Add to the project…</source>
        <translation>Ins Projekt übernehmen…</translation>
    </message>
    <message>
        <source>Deployment</source>
        <translation>Einsatz</translation>
    </message>
    <message>
        <source>Drop new images, or save the model to share it.</source>
        <translation>Neue Bilder ablegen, oder das Modell speichern und weitergeben.</translation>
    </message>
    <message>
        <source>Drop new texts, or save the model to share it.</source>
        <translation>Neue Texte ablegen, oder das Modell speichern und weitergeben.</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>Zum Training</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Save it to share</source>
        <translation>Zum Weitergeben speichern</translation>
    </message>
    <message>
        <source>Save report and model to share</source>
        <translation>Bericht und Modell zum Weitergeben speichern</translation>
    </message>
    <message>
        <source>Save the model in a folder</source>
        <translation>Das Modell in einem Ordner speichern</translation>
    </message>
    <message>
        <source>Save the model to share</source>
        <translation>Das Modell zum Weitergeben speichern</translation>
    </message>
    <message>
        <source>There is no trained model yet</source>
        <translation>Es gibt noch kein trainiertes Modell</translation>
    </message>
    <message>
        <source>Train a model first.</source>
        <translation>Zuerst ein Modell trainieren.</translation>
    </message>
    <message>
        <source>Train one, then use it here on new images and save it to share.</source>
        <translation>Eines trainieren, dann hier auf neue Bilder anwenden und zum Weitergeben speichern.</translation>
    </message>
    <message>
        <source>Train one, then use it here on new texts and save it to share.</source>
        <translation>Eines trainieren, dann hier auf neue Texte anwenden und zum Weitergeben speichern.</translation>
    </message>
    <message>
        <source>Use and share</source>
        <translation>Nutzen und weitergeben</translation>
    </message>
    <message>
        <source>Use it on new images</source>
        <translation>Auf neue Bilder anwenden</translation>
    </message>
    <message>
        <source>Use it on new texts</source>
        <translation>Auf neue Texte anwenden</translation>
    </message>
    <message>
        <source>Use the model on new images</source>
        <translation>Das Modell auf neue Bilder anwenden</translation>
    </message>
    <message>
        <source>Use the model on new texts</source>
        <translation>Das Modell auf neue Texte anwenden</translation>
    </message>
    <message>
        <source>Which model</source>
        <translation>Welches Modell</translation>
    </message>
    <message>
        <source>With the model&apos;s answers as suggested labels: the images that are selected when several are, else all that are shown.</source>
        <translation>Mit den Antworten des Modells als vorgeschlagene Beschriftungen: die ausgewählten Bilder, wenn es mehrere sind, sonst alle gezeigten.</translation>
    </message>
    <message>
        <source>With the model&apos;s answers as suggested labels: the texts that are selected when several are, else all that are shown.</source>
        <translation>Mit den Antworten des Modells als vorgeschlagene Beschriftungen: die ausgewählten Texte, wenn es mehrere sind, sonst alle gezeigten.</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>%1 have arrived</source>
        <translation>%1 sind angekommen</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>%1 pixels, %2 channels</source>
        <translation>%1 Pixel, %2 Kanäle</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>A token is a word or a piece of one; of longer texts the end is not read.</source>
        <translation>Ein Token ist ein Wort oder ein Stück davon; von längeren Texten wird das Ende nicht gelesen.</translation>
    </message>
    <message>
        <source>Details of the model</source>
        <translation>Einzelheiten des Modells</translation>
    </message>
    <message>
        <source>Download %1</source>
        <translation>%1 herunterladen</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Go on: %1</source>
        <translation>Weiter: %1</translation>
    </message>
    <message>
        <source>How much has arrived</source>
        <translation>Wie viel angekommen ist</translation>
    </message>
    <message>
        <source>I have the file…</source>
        <translation>Ich habe die Datei…</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Its facts appear here.</source>
        <translation>Hier erscheinen die Angaben zum Modell.</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Longest text</source>
        <translation>Längster Text</translation>
    </message>
    <message>
        <source>No internet here? On another computer, download %1 in this program and choose “Prepare a USB stick”; the file works on Windows, macOS and Linux.</source>
        <translation>Kein Internet hier? Auf einem anderen Rechner %1 in diesem Programm herunterladen und „USB-Stick vorbereiten“ wählen; die Datei funktioniert unter Windows, macOS und Linux.</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Numbers that the new last layers are given for each image.</source>
        <translation>Zahlen, die die neuen letzten Schichten zu jedem Bild bekommen.</translation>
    </message>
    <message>
        <source>Numbers that the new last layers are given for each text.</source>
        <translation>Zahlen, die die neuen letzten Schichten zu jedem Text bekommen.</translation>
    </message>
    <message>
        <source>Of the weights.</source>
        <translation>Der Gewichte.</translation>
    </message>
    <message>
        <source>On ImageNet</source>
        <translation>Auf ImageNet</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Prepare a USB stick…</source>
        <translation>USB-Stick vorbereiten…</translation>
    </message>
    <message>
        <source>Pretrained on</source>
        <translation>Vortrainiert auf</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Select a model</source>
        <translation>Ein Modell auswählen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Speed here</source>
        <translation>Tempo hier</translation>
    </message>
    <message>
        <source>Standard takes</source>
        <translation>Standard dauert</translation>
    </message>
    <message>
        <source>Take it from a USB stick…</source>
        <translation>Vom USB-Stick nehmen…</translation>
    </message>
    <message>
        <source>The weights of %1 are not on this computer any more.</source>
        <translation>Die Gewichte von %1 sind nicht mehr auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Top-1 accuracy on ImageNet.</source>
        <translation>Top-1-Genauigkeit auf ImageNet.</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>Dieses Modell verwenden</translation>
    </message>
    <message>
        <source>You work offline (Settings), so nothing is downloaded. Ask a colleague, or use a computer with internet: there, download %1 in this program and choose “Prepare a USB stick”. The file works on Windows, macOS and Linux.</source>
        <translation>Das Programm arbeitet offline (Einstellungen), daher wird nichts heruntergeladen. Jemanden bitten oder einen Rechner mit Internet nehmen: dort %1 in diesem Programm herunterladen und „USB-Stick vorbereiten“ wählen. Die Datei funktioniert unter Windows, macOS und Linux.</translation>
    </message>
    <message>
        <source>about %1, reckoned</source>
        <translation>etwa %1, geschätzt</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>noch nicht gemessen</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>waits for its turn</source>
        <translation>wartet, bis es an der Reihe ist</translation>
    </message>
</context>
<context>
    <name>Doubts</name>
    <message>
        <source>Conformal prediction set: among similar images such lists hold the truth about as often as was decided under Evaluate, How sure (95 of 100 unless changed).</source>
        <translation>Konforme Vorhersagemenge: Bei ähnlichen Bildern enthalten solche Listen die Wahrheit etwa so oft, wie unter „Auswerten“, „Wie sicher“ entschieden wurde (95 von 100, wenn nichts geändert wurde).</translation>
    </message>
    <message>
        <source>Conformal prediction set: among similar texts such lists hold the truth about as often as was decided under Evaluate, How sure (95 of 100 unless changed).</source>
        <translation>Konforme Vorhersagemenge: Bei ähnlichen Texten enthalten solche Listen die Wahrheit etwa so oft, wie unter „Auswerten“, „Wie sicher“ entschieden wurde (95 von 100, wenn nichts geändert wurde).</translation>
    </message>
    <message>
        <source>Out of distribution, by the distance of the image&apos;s features.</source>
        <translation>Außerhalb der Verteilung (out of distribution), nach dem Abstand der Merkmale des Bildes.</translation>
    </message>
    <message>
        <source>Out of distribution, by the distance of the text&apos;s features.</source>
        <translation>Außerhalb der Verteilung (out of distribution), nach dem Abstand der Merkmale des Textes.</translation>
    </message>
    <message>
        <source>Short list: %1</source>
        <translation>Kurze Liste: %1</translation>
    </message>
    <message>
        <source>Unlike the training images: do not trust this answer, look yourself.</source>
        <translation>Anders als die Trainingsbilder: Trauen Sie dieser Antwort nicht, sehen Sie selbst hin.</translation>
    </message>
    <message>
        <source>Unlike the training texts: do not trust this answer, read it yourself.</source>
        <translation>Anders als die Trainingstexte: Trauen Sie dieser Antwort nicht, lesen Sie selbst.</translation>
    </message>
</context>
<context>
    <name>Downloads</name>
    <message>
        <source>Downloading %1</source>
        <translation>%1 wird heruntergeladen</translation>
    </message>
    <message>
        <source>The download ended unexpectedly.</source>
        <translation>Das Herunterladen endete unerwartet.</translation>
    </message>
</context>
<context>
    <name>DraftKeeper</name>
    <message>
        <source>model and layers</source>
        <translation>Modell und Schichten</translation>
    </message>
</context>
<context>
    <name>EncodingRow</name>
    <message>
        <source>Choose another one where accents or umlauts look wrong below.</source>
        <translation>Eine andere wählen, wenn Akzente oder Umlaute unten falsch aussehen.</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Kodierung</translation>
    </message>
    <message>
        <source>Encoding of the signs</source>
        <translation>Kodierung der Zeichen</translation>
    </message>
    <message>
        <source>find out</source>
        <translation>herausfinden</translation>
    </message>
    <message>
        <source>found: %1</source>
        <translation>gefunden: %1</translation>
    </message>
</context>
<context>
    <name>Ending</name>
    <message>
        <source>Change the recipe</source>
        <translation>Rezept ändern</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete this training with its model and its results?</source>
        <translation>Dieses Training mit Modell und Ergebnissen löschen?</translation>
    </message>
    <message>
        <source>Images and labels stay. You can bring it back until the cache is emptied.</source>
        <translation>Bilder und Beschriftungen bleiben. Es lässt sich zurückholen, bis der Zwischenspeicher geleert wird.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Resume from pass %1</source>
        <translation>Ab Durchgang %1 fortsetzen</translation>
    </message>
    <message>
        <source>See results</source>
        <translation>Ergebnisse ansehen</translation>
    </message>
    <message>
        <source>Start it</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Stopped after pass %1.</source>
        <translation>Angehalten nach Durchgang %1.</translation>
    </message>
    <message>
        <source>Texts and labels stay. You can bring it back until the cache is emptied.</source>
        <translation>Texte und Beschriftungen bleiben. Es lässt sich zurückholen, bis der Zwischenspeicher geleert wird.</translation>
    </message>
    <message>
        <source>The best network so far is kept; the training can go on.</source>
        <translation>Das bisher beste Netz ist gespeichert; das Training kann weitergehen.</translation>
    </message>
    <message>
        <source>The training failed.</source>
        <translation>Das Training ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The training is done.</source>
        <translation>Das Training ist fertig.</translation>
    </message>
    <message>
        <source>The training was ended in the middle.</source>
        <translation>Das Training brach mittendrin ab.</translation>
    </message>
    <message>
        <source>This training was prepared and not begun.</source>
        <translation>Dieses Training wurde vorbereitet und nicht begonnen.</translation>
    </message>
    <message>
        <source>Train again with changes</source>
        <translation>Mit Änderungen neu trainieren</translation>
    </message>
    <message>
        <source>Train on the processor</source>
        <translation>Auf dem Prozessor trainieren</translation>
    </message>
    <message>
        <source>Try smaller steps</source>
        <translation>Kleinere Schritte versuchen</translation>
    </message>
    <message>
        <source>What was saved is safe: it goes on from its last checkpoint.</source>
        <translation>Gespeichertes ist sicher: Es geht vom letzten Zwischenstand weiter.</translation>
    </message>
</context>
<context>
    <name>EvaluatePanel</name>
    <message>
        <source>%1 could not be opened.</source>
        <translation>%1 ließ sich nicht öffnen.</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more file(s) are damaged.</source>
        <translation>
            <numerusform>%n weitere Datei ist beschädigt.</numerusform>
            <numerusform>%n weitere Dateien sind beschädigt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s)</source>
        <translation>
            <numerusform>%n Text</numerusform>
            <numerusform>%n Texte</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask to open the final test</source>
        <translation>Fragen, ob der Abschlusstest geöffnet werden soll</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>Evaluate again</source>
        <translation>Neu auswerten</translation>
    </message>
    <message>
        <source>Evaluate now</source>
        <translation>Jetzt auswerten</translation>
    </message>
    <message>
        <source>Evaluate the run again</source>
        <translation>Den Lauf neu auswerten</translation>
    </message>
    <message>
        <source>Evaluating %1</source>
        <translation>%1 wird ausgewertet</translation>
    </message>
    <message>
        <source>Evaluating again writes it anew; nothing else is changed.</source>
        <translation>Neues Auswerten schreibt ihn neu; sonst ändert sich nichts.</translation>
    </message>
    <message>
        <source>Final test</source>
        <translation>Abschlusstest</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>Zum Training</translation>
    </message>
    <message>
        <source>Images that chose the best pass (validation part)</source>
        <translation>Bilder, die den besten Durchgang bestimmten (Validierungsteil)</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Look at the training</source>
        <translation>Training ansehen</translation>
    </message>
    <message>
        <source>No trained model yet</source>
        <translation>Noch kein trainiertes Modell</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>Seinen Ordner öffnen</translation>
    </message>
    <message>
        <source>Open the report in the browser</source>
        <translation>Bericht im Browser öffnen</translation>
    </message>
    <message>
        <source>Open the report&apos;s folder</source>
        <translation>Ordner des Berichts öffnen</translation>
    </message>
    <message>
        <source>Read the sentence, look at the mistakes, then open the final test once.</source>
        <translation>Den Satz lesen, die Fehler ansehen, dann einmal den Abschlusstest öffnen.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message numerus="yes">
        <source>Results on the final test: %1. Opened %n time(s).</source>
        <translation>
            <numerusform>Ergebnisse im Abschlusstest: %1. %n-mal geöffnet.</numerusform>
            <numerusform>Ergebnisse im Abschlusstest: %1. %n-mal geöffnet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Results on your tuning images: %1. The final test is not shown here.</source>
        <translation>Ergebnisse auf Ihren Abstimmbildern: %1. Der Abschlusstest wird hier nicht gezeigt.</translation>
    </message>
    <message>
        <source>Results on your tuning texts: %1. The final test is not shown here.</source>
        <translation>Ergebnisse auf Ihren Abstimmtexten: %1. Der Abschlusstest wird hier nicht gezeigt.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Save it as PDF or web page…</source>
        <translation>Als PDF oder Webseite speichern …</translation>
    </message>
    <message>
        <source>Save the report as PDF or web page</source>
        <translation>Bericht als PDF oder Webseite speichern</translation>
    </message>
    <message>
        <source>Score this run on your tuning images; the final test stays locked.</source>
        <translation>Diesen Lauf auf den Abstimmbildern bewerten; der Abschlusstest bleibt gesperrt.</translation>
    </message>
    <message>
        <source>Score this run on your tuning texts; the final test stays locked.</source>
        <translation>Diesen Lauf auf den Abstimmtexten bewerten; der Abschlusstest bleibt gesperrt.</translation>
    </message>
    <message>
        <source>Scoring the final test</source>
        <translation>Der Abschlusstest wird ausgewertet</translation>
    </message>
    <message>
        <source>Show results on the tuning images</source>
        <translation>Ergebnisse auf den Abstimmbildern zeigen</translation>
    </message>
    <message>
        <source>Show results on the tuning texts</source>
        <translation>Ergebnisse auf den Abstimmtexten zeigen</translation>
    </message>
    <message>
        <source>Texts that chose the best pass (validation part)</source>
        <translation>Texte, die den besten Durchgang bestimmten (Validierungsteil)</translation>
    </message>
    <message>
        <source>The cross-validation is finished; it has its own page.</source>
        <translation>Die Kreuzvalidierung ist fertig; sie hat eine eigene Seite.</translation>
    </message>
    <message>
        <source>The results appear here by themselves in a moment.</source>
        <translation>Die Ergebnisse erscheinen hier gleich von selbst.</translation>
    </message>
    <message>
        <source>The training from scratch is in the queue.</source>
        <translation>Das Training von Grund auf steht in der Warteschlange.</translation>
    </message>
    <message>
        <source>These numbers are old: labels or images have changed since this training.</source>
        <translation>Diese Zahlen sind alt: Beschriftungen oder Bilder haben sich seit diesem Training geändert.</translation>
    </message>
    <message>
        <source>These numbers are old: labels or texts have changed since this training.</source>
        <translation>Diese Zahlen sind alt: Beschriftungen oder Texte haben sich seit diesem Training geändert.</translation>
    </message>
    <message>
        <source>This run was not evaluated yet</source>
        <translation>Dieser Lauf wurde noch nicht ausgewertet</translation>
    </message>
    <message>
        <source>Train again to learn from the new labels and to score on them.</source>
        <translation>Neu trainieren, um aus den neuen Beschriftungen zu lernen und auf ihnen zu bewerten.</translation>
    </message>
    <message>
        <source>Trained. Measuring it on the tuning images …</source>
        <translation>Trainiert. Wird auf den Abstimmbildern gemessen …</translation>
    </message>
    <message>
        <source>Trained. Measuring it on the tuning texts …</source>
        <translation>Trainiert. Wird auf den Abstimmtexten gemessen …</translation>
    </message>
    <message>
        <source>Tuning images</source>
        <translation>Abstimmbilder</translation>
    </message>
    <message>
        <source>Tuning texts</source>
        <translation>Abstimmtexte</translation>
    </message>
    <message>
        <source>When a model has been trained, you see here how good it is, and where not.</source>
        <translation>Wenn ein Modell trainiert ist, steht hier, wie gut es ist und wo nicht.</translation>
    </message>
    <message>
        <source>When it has ended, this run is scored again beside it.</source>
        <translation>Wenn es zu Ende ist, wird dieser Lauf daneben noch einmal bewertet.</translation>
    </message>
    <message numerus="yes">
        <source>from %n group(s)</source>
        <translation>
            <numerusform>aus %n Gruppe</numerusform>
            <numerusform>aus %n Gruppen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FigureDialog</name>
    <message>
        <source>Another width</source>
        <translation>Andere Breite</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Copy legend</source>
        <translation>Legende kopieren</translation>
    </message>
    <message>
        <source>Dots per inch of TIFF and PNG; PDF and SVG need none</source>
        <translation>Punkte je Zoll für TIFF und PNG; PDF und SVG brauchen keine</translation>
    </message>
    <message>
        <source>Double-click to rename, drag to reorder.</source>
        <translation>Doppelklick zum Umbenennen, Ziehen zum Umordnen.</translation>
    </message>
    <message>
        <source>Figure for a paper</source>
        <translation>Abbildung für eine Veröffentlichung</translation>
    </message>
    <message>
        <source>Font size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Greys</source>
        <translation>Graustufen</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Names and their order</source>
        <translation>Namen und Reihenfolge</translation>
    </message>
    <message>
        <source>Names in the figure</source>
        <translation>Namen in der Abbildung</translation>
    </message>
    <message>
        <source>One column (85 mm)</source>
        <translation>Eine Spalte (85 mm)</translation>
    </message>
    <message>
        <source>Preview of the figure</source>
        <translation>Vorschau der Abbildung</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <source>Safe for colour-blind readers</source>
        <translation>Für Farbenblinde geeignet</translation>
    </message>
    <message>
        <source>Save data</source>
        <translation>Daten speichern</translation>
    </message>
    <message>
        <source>Save figure</source>
        <translation>Abbildung speichern</translation>
    </message>
    <message>
        <source>Save figure…</source>
        <translation>Abbildung speichern…</translation>
    </message>
    <message>
        <source>Save its data (CSV)…</source>
        <translation>Daten speichern (CSV)…</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Gespeichert als %1.</translation>
    </message>
    <message>
        <source>The legend was copied.</source>
        <translation>Die Legende wurde kopiert.</translation>
    </message>
    <message>
        <source>Whole page (174 mm)</source>
        <translation>Ganze Seite (174 mm)</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Width in millimetres</source>
        <translation>Breite in Millimetern</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>All images</source>
        <translation>Alle Bilder</translation>
    </message>
    <message>
        <source>All texts</source>
        <translation>Alle Texte</translation>
    </message>
    <message>
        <source>As they came</source>
        <translation>Wie sie kamen</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>Gehört zu</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>Nach Klasse</translation>
    </message>
    <message>
        <source>By group</source>
        <translation>Nach Gruppe</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Nach Name</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Empty: none of the classes</source>
        <translation>Leer: keine der Klassen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Find by name</source>
        <translation>Nach Namen suchen</translation>
    </message>
    <message>
        <source>Find words</source>
        <translation>Wörter suchen</translation>
    </message>
    <message>
        <source>Label these first</source>
        <translation>Zuerst beschriften</translation>
    </message>
    <message>
        <source>Labelled by</source>
        <translation>Beschriftet von</translation>
    </message>
    <message>
        <source>Model disagrees</source>
        <translation>Modell widerspricht</translation>
    </message>
    <message>
        <source>Most useful first</source>
        <translation>Nützlichste zuerst</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Not labelled</source>
        <translation>Nicht beschriftet</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Part of the split</source>
        <translation>Teil der Aufteilung</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Unlesbar</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Which images</source>
        <translation>Welche Bilder</translation>
    </message>
    <message>
        <source>Which texts</source>
        <translation>Welche Texte</translation>
    </message>
    <message>
        <source>With a suggestion</source>
        <translation>Mit Vorschlag</translation>
    </message>
    <message>
        <source>any</source>
        <translation>alle</translation>
    </message>
</context>
<context>
    <name>FinalTestCard</name>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n Gruppe</numerusform>
            <numerusform>%n Gruppen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s)</source>
        <translation>
            <numerusform>%n Text</numerusform>
            <numerusform>%n Texte</numerusform>
        </translation>
    </message>
    <message>
        <source>Final test: %1 never used. Open once.</source>
        <translation>Abschlusstest: %1, nie benutzt. Einmal öffnen.</translation>
    </message>
    <message numerus="yes">
        <source>Final test: %1, opened %n time(s).</source>
        <translation>
            <numerusform>Abschlusstest: %1, %n-mal geöffnet.</numerusform>
            <numerusform>Abschlusstest: %1, %n-mal geöffnet.</numerusform>
        </translation>
    </message>
    <message>
        <source>I know that its numbers become too good, and the report will say so.</source>
        <translation>Mir ist klar, dass die Zahlen zu gut werden und dass der Bericht es sagt.</translation>
    </message>
    <message>
        <source>It gives the honest number because nothing was chosen by it. That works once: the opening is counted and stands in the report.</source>
        <translation>Er gibt die ehrliche Zahl, weil nichts nach ihm gewählt wurde. Das gelingt einmal: Das Öffnen wird gezählt und steht im Bericht.</translation>
    </message>
    <message numerus="yes">
        <source>It was opened %n time(s) already. Open it again?</source>
        <translation>
            <numerusform>Er wurde schon %n-mal geöffnet. Noch einmal öffnen?</numerusform>
            <numerusform>Er wurde schon %n-mal geöffnet. Noch einmal öffnen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Last opened on %1 for the run %2.</source>
        <translation>Zuletzt geöffnet am %1 für den Lauf %2.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Open it again…</source>
        <translation>Noch einmal öffnen…</translation>
    </message>
    <message>
        <source>Open it now</source>
        <translation>Jetzt öffnen</translation>
    </message>
    <message>
        <source>Open it when you have stopped changing things: it is what you report.</source>
        <translation>Erst öffnen, wenn nichts mehr geändert wird: Das ist die Zahl für den Bericht.</translation>
    </message>
    <message>
        <source>Open the final test now?</source>
        <translation>Den Abschlusstest jetzt öffnen?</translation>
    </message>
    <message>
        <source>Open the final test…</source>
        <translation>Abschlusstest öffnen…</translation>
    </message>
    <message>
        <source>See its result</source>
        <translation>Ergebnis ansehen</translation>
    </message>
    <message>
        <source>Set images aside when you import, then train again.</source>
        <translation>Beim Import Bilder zurücklegen, dann neu trainieren.</translation>
    </message>
    <message>
        <source>Set texts aside when you import, then train again.</source>
        <translation>Beim Import Texte zurücklegen, dann neu trainieren.</translation>
    </message>
    <message>
        <source>This project has no final test.</source>
        <translation>Dieses Projekt hat keinen Abschlusstest.</translation>
    </message>
    <message>
        <source>Whoever chooses after looking chooses what fits these very images: the numbers become too good. Better bring new images.</source>
        <translation>Wer nach dem Hinsehen wählt, wählt, was zu eben diesen Bildern passt: Die Zahlen werden zu gut. Besser neue Bilder holen.</translation>
    </message>
    <message>
        <source>Whoever chooses after looking chooses what fits these very texts: the numbers become too good. Better bring new texts.</source>
        <translation>Wer nach dem Hinsehen wählt, wählt, was zu eben diesen Texten passt: Die Zahlen werden zu gut. Besser neue Texte holen.</translation>
    </message>
</context>
<context>
    <name>FormatCard</name>
    <message>
        <source>%1 is saved, %2.</source>
        <translation>%1 ist gespeichert, %2.</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Beginning…</source>
        <translation>Beginn…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was written.</source>
        <translation>Abgebrochen. Nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>Comparing it with the trained model…</source>
        <translation>Vergleich mit dem trainierten Modell…</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Fortschritt des Exports</translation>
    </message>
    <message>
        <source>Save as %1</source>
        <translation>Als %1 speichern</translation>
    </message>
    <message>
        <source>Saving the model as %1</source>
        <translation>Das Modell wird als %1 gespeichert</translation>
    </message>
    <message>
        <source>Waiting for other work to end…</source>
        <translation>Wartet auf das Ende anderer Vorgänge…</translation>
    </message>
    <message>
        <source>Writing the file…</source>
        <translation>Die Datei wird geschrieben…</translation>
    </message>
</context>
<context>
    <name>FormatContents</name>
    <message>
        <source>Included</source>
        <translation>Enthalten</translation>
    </message>
    <message>
        <source>Not included</source>
        <translation>Nicht enthalten</translation>
    </message>
    <message>
        <source>What it holds, and what it does not</source>
        <translation>Was enthalten ist und was nicht</translation>
    </message>
</context>
<context>
    <name>FormatOptions</name>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Options of %1</source>
        <translation>Optionen von %1</translation>
    </message>
</context>
<context>
    <name>FurtherOptions</name>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
</context>
<context>
    <name>GalleryView</name>
    <message>
        <source>Choose a text to read it whole.</source>
        <translation>Einen Text wählen, um ihn ganz zu lesen.</translation>
    </message>
    <message>
        <source>Choose an image to see it large, with where the model looked.</source>
        <translation>Ein Bild wählen, um es groß zu sehen, und wohin das Modell sah.</translation>
    </message>
</context>
<context>
    <name>GivenModelPage</name>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> und %n weitere</numerusform>
            <numerusform> und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is being checked…</source>
        <translation>%1 wird geprüft…</translation>
    </message>
    <message numerus="yes">
        <source>%n channels</source>
        <translation>
            <numerusform>%n Kanal</numerusform>
            <numerusform>%n Kanäle</numerusform>
        </translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Another model…</source>
        <translation>Anderes Modell…</translation>
    </message>
    <message>
        <source>Choose another…</source>
        <translation>Anderes wählen…</translation>
    </message>
    <message>
        <source>Choose the file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Drop the model here</source>
        <translation>Das Modell hier ablegen</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Startseite</translation>
    </message>
    <message>
        <source>It is the very file that its proof describes.</source>
        <translation>Es ist genau die Datei, die ihr Nachweis beschreibt.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Names the class of an image</source>
        <translation>Nennt die Klasse eines Bildes</translation>
    </message>
    <message>
        <source>Tells apart %1 classes: %2</source>
        <translation>Unterscheidet %1 Klassen: %2</translation>
    </message>
    <message>
        <source>The bundle (.tlstudio.zip) or .onnx file that a colleague saved with this program. It is checked before it is used, and everything stays on this computer.</source>
        <translation>Das Bündel (.tlstudio.zip) oder die .onnx-Datei, die jemand mit diesem Programm gespeichert hat. Sie wird geprüft, bevor sie benutzt wird, und alles bleibt auf diesem Computer.</translation>
    </message>
    <message>
        <source>The model</source>
        <translation>Das Modell</translation>
    </message>
    <message>
        <source>Use a model I was given</source>
        <translation>Ein erhaltenes Modell nutzen</translation>
    </message>
    <message>
        <source>by run %1</source>
        <translation>aus Lauf %1</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>grau</translation>
    </message>
    <message>
        <source>licence of its weights: %1</source>
        <translation>Lizenz seiner Gewichte: %1</translation>
    </message>
    <message>
        <source>made from %1</source>
        <translation>gemacht aus %1</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>saved %1</source>
        <translation>gespeichert %1</translation>
    </message>
    <message>
        <source>sees images as %1 × %1 pixels, %2</source>
        <translation>sieht Bilder als %1 × %1 Pixel, %2</translation>
    </message>
    <message>
        <source>several classes may apply</source>
        <translation>mehrere Klassen können zutreffen</translation>
    </message>
</context>
<context>
    <name>HeadCard</name>
    <message>
        <source>Press it, or drag it onto the layers.</source>
        <translation>Drücken oder auf die Schichten ziehen.</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>%1 is no folder, table, project or model.</source>
        <translation>%1 ist kein Ordner, keine Tabelle, kein Projekt und kein Modell.</translation>
    </message>
    <message>
        <source>Add new layers</source>
        <translation>Neue Schichten hinzufügen</translation>
    </message>
    <message>
        <source>Cells on plates, drawn by the program; works at once and offline.</source>
        <translation>Zellen auf Platten, vom Programm gezeichnet; geht sofort und offline.</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Choose a pretrained model</source>
        <translation>Vortrainiertes Modell wählen</translation>
    </message>
    <message>
        <source>Drop a folder of images here</source>
        <translation>Ordner mit Bildern hier ablegen</translation>
    </message>
    <message>
        <source>CSV, TSV, XLSX or JSON lines: paths of images or texts, and their labels</source>
        <translation>CSV, TSV, XLSX oder JSON-Zeilen: Pfade von Bildern, oder Texte, und ihre Beschriftungen</translation>
    </message>
    <message>
        <source>Drop a folder of images here, or a table of texts</source>
        <translation>Einen Ordner mit Bildern hier ablegen, oder eine Tabelle mit Texten</translation>
    </message>
    <message>
        <source>Drop the folder that holds your images, or a table of texts.</source>
        <translation>Den Ordner mit den Bildern ablegen, oder eine Tabelle mit Texten.</translation>
    </message>
    <message>
        <source>Evaluate and deploy</source>
        <translation>Auswerten und einsetzen</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>Feinabstimmen</translation>
    </message>
    <message>
        <source>Looking at %1…</source>
        <translation>%1 wird angesehen…</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Predict on your images with a colleague&apos;s file; no project needed.</source>
        <translation>Mit einer erhaltenen Datei Bilder vorhersagen; ohne Projekt.</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Letzte Projekte</translation>
    </message>
    <message>
        <source>Remove the last layers</source>
        <translation>Letzte Schichten entfernen</translation>
    </message>
    <message>
        <source>Sample: cells on plates</source>
        <translation>Beispiel: Zellen auf Platten</translation>
    </message>
    <message>
        <source>Teach a pretrained model your own task, with a few hundred labelled images: on this computer, without programming. Nothing leaves it.</source>
        <translation>Einem vortrainierten Modell mit ein paar hundert beschrifteten Bildern die eigene Aufgabe beibringen: auf diesem Rechner, ohne Programmieren. Nichts verlässt ihn.</translation>
    </message>
    <message>
        <source>The folder of your images</source>
        <translation>Der Ordner mit den Bildern</translation>
    </message>
    <message>
        <source>The table</source>
        <translation>Die Tabelle</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Try it with sample images</source>
        <translation>Mit Beispielbildern ausprobieren</translation>
    </message>
    <message>
        <source>Use a model I was given</source>
        <translation>Ein erhaltenes Modell nutzen</translation>
    </message>
    <message>
        <source>Your files stay where they are and are never changed.</source>
        <translation>Die Dateien bleiben, wo sie sind, und werden nie verändert.</translation>
    </message>
    <message>
        <source>or a table…</source>
        <translation>oder eine Tabelle…</translation>
    </message>
</context>
<context>
    <name>ImageCanvas</name>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Plus and minus zoom, F fits, 0 shows every pixel, Shift with arrows moves.</source>
        <translation>Plus und Minus zoomen, F passt ein, 0 zeigt jedes Pixel, Umschalt mit Pfeilen verschiebt.</translation>
    </message>
</context>
<context>
    <name>ImagesPane</name>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) as %1</source>
        <translation>
            <numerusform>%n Bild als %1</numerusform>
            <numerusform>%n Bilder als %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s)</source>
        <translation>
            <numerusform>%n Text</numerusform>
            <numerusform>%n Texte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) as %1</source>
        <translation>
            <numerusform>%n Text als %1</numerusform>
            <numerusform>%n Texte als %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Another label</source>
        <translation>Andere Beschriftung</translation>
    </message>
    <message>
        <source>Belongs to %1.</source>
        <translation>Gehört zu %1.</translation>
    </message>
    <message numerus="yes">
        <source>Change %n label(s)</source>
        <translation>
            <numerusform>%n Beschriftung ändern</numerusform>
            <numerusform>%n Beschriftungen ändern</numerusform>
        </translation>
    </message>
    <message>
        <source>Change label</source>
        <translation>Beschriftung ändern</translation>
    </message>
    <message>
        <source>Change the label again.</source>
        <translation>Die Beschriftung noch einmal ändern.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Its answer cannot be read.</source>
        <translation>Seine Antwort kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Not undone: something else was changed meanwhile.</source>
        <translation>Nicht rückgängig gemacht: Inzwischen wurde etwas anderes geändert.</translation>
    </message>
    <message>
        <source>Now: %1.</source>
        <translation>Jetzt: %1.</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>The label is as it was before</source>
        <translation>Die Beschriftung ist wieder wie vorher</translation>
    </message>
    <message>
        <source>The model may have learned from this image.</source>
        <translation>Das Modell kann von diesem Bild gelernt haben.</translation>
    </message>
    <message>
        <source>The model may have learned from this text.</source>
        <translation>Das Modell kann von diesem Text gelernt haben.</translation>
    </message>
    <message>
        <source>Truth when it was scored: %1.</source>
        <translation>Wahrheit bei der Bewertung: %1.</translation>
    </message>
    <message>
        <source>Undo the change of label</source>
        <translation>Die Änderung der Beschriftung zurücknehmen</translation>
    </message>
    <message>
        <source>no label</source>
        <translation>keine Beschriftung</translation>
    </message>
</context>
<context>
    <name>ImagesView</name>
    <message>
        <source>%1 …</source>
        <translation>%1 …</translation>
    </message>
    <message>
        <source>%1, %2 are kept for the final test (locked)</source>
        <translation>%1, %2 für den Abschlusstest zurückgelegt (gesperrt)</translation>
    </message>
    <message>
        <source>%2 are kept for the final test (locked)</source>
        <translation>%2 für den Abschlusstest zurückgelegt (gesperrt)</translation>
    </message>
    <message numerus="yes">
        <source>%n groups</source>
        <translation>
            <numerusform>%n Gruppe</numerusform>
            <numerusform>%n Gruppen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images taken out</source>
        <translation>
            <numerusform>%n Bild herausgenommen</numerusform>
            <numerusform>%n Bilder herausgenommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows are on the clipboard.</source>
        <translation>
            <numerusform>%n Zeile ist in der Zwischenablage.</numerusform>
            <numerusform>%n Zeilen sind in der Zwischenablage.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n ausgewählt</numerusform>
            <numerusform>%n ausgewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n texts</source>
        <translation>
            <numerusform>%n Text</numerusform>
            <numerusform>%n Texte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n texts taken out</source>
        <translation>
            <numerusform>%n Text herausgenommen</numerusform>
            <numerusform>%n Texte herausgenommen</numerusform>
        </translation>
    </message>
    <message>
        <source>Accept the suggested labels</source>
        <translation>Vorgeschlagene Beschriftungen annehmen</translation>
    </message>
    <message>
        <source>As a list</source>
        <translation>Als Liste</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>Als Tabelle</translation>
    </message>
    <message>
        <source>As pictures</source>
        <translation>Als Bilder</translation>
    </message>
    <message>
        <source>Copy rows for a spreadsheet</source>
        <translation>Zeilen für die Tabellenkalkulation kopieren</translation>
    </message>
    <message>
        <source>Find an image by name</source>
        <translation>Ein Bild nach Namen suchen</translation>
    </message>
    <message>
        <source>Find words in the texts</source>
        <translation>Wörter in den Texten suchen</translation>
    </message>
    <message>
        <source>Images stay where they are while you label (F5)</source>
        <translation>Beim Beschriften bleiben Bilder an ihrem Platz (F5)</translation>
    </message>
    <message>
        <source>Label as</source>
        <translation>Beschriften als</translation>
    </message>
    <message>
        <source>Labels changed: list again</source>
        <translation>Beschriftungen geändert: neu auflisten</translation>
    </message>
    <message>
        <source>Lines of each text</source>
        <translation>Zeilen je Text</translation>
    </message>
    <message>
        <source>List again</source>
        <translation>Neu auflisten</translation>
    </message>
    <message>
        <source>List or table</source>
        <translation>Liste oder Tabelle</translation>
    </message>
    <message>
        <source>No image is like that. Show all of them again above.</source>
        <translation>Kein Bild passt dazu. Oben alle wieder zeigen.</translation>
    </message>
    <message>
        <source>No text is like that. Show all of them again above.</source>
        <translation>Kein Text passt dazu. Oben alle wieder zeigen.</translation>
    </message>
    <message>
        <source>Pictures or table</source>
        <translation>Bilder oder Tabelle</translation>
    </message>
    <message>
        <source>Read it whole</source>
        <translation>Ganz lesen</translation>
    </message>
    <message>
        <source>See it large</source>
        <translation>Groß ansehen</translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation>Größe der Vorschaubilder</translation>
    </message>
    <message>
        <source>Take out of the project (files stay)</source>
        <translation>Aus dem Projekt nehmen (Dateien bleiben)</translation>
    </message>
    <message>
        <source>Take out of the project (the source stays)</source>
        <translation>Aus dem Projekt nehmen (die Quelle bleibt)</translation>
    </message>
    <message>
        <source>Texts stay where they are while you label (F5)</source>
        <translation>Beim Beschriften bleiben Texte an ihrem Platz (F5)</translation>
    </message>
    <message>
        <source>They are not shown until the final test was opened, so that nobody adapts to them.</source>
        <translation>Sie werden erst gezeigt, wenn der Abschlusstest geöffnet wurde, damit sich niemand an sie anpasst.</translation>
    </message>
</context>
<context>
    <name>ImportAssistant</name>
    <message numerus="yes">
        <source>%n class(es)</source>
        <translation>
            <numerusform>%n Klasse</numerusform>
            <numerusform>%n Klassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) appear twice</source>
        <translation>
            <numerusform>%n Bild kommt doppelt vor</numerusform>
            <numerusform>%n Bilder kommen doppelt vor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) are in the project</source>
        <translation>
            <numerusform>%n Bild ist im Projekt</numerusform>
            <numerusform>%n Bilder sind im Projekt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) cannot be read</source>
        <translation>
            <numerusform>%n Bild ist unlesbar</numerusform>
            <numerusform>%n Bilder sind unlesbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) appear twice</source>
        <translation>
            <numerusform>%n Text kommt doppelt vor</numerusform>
            <numerusform>%n Texte kommen doppelt vor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) are in the project</source>
        <translation>
            <numerusform>%n Text ist im Projekt</numerusform>
            <numerusform>%n Texte sind im Projekt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) cannot be used</source>
        <translation>
            <numerusform>%n Text ist nicht brauchbar</numerusform>
            <numerusform>%n Texte sind nicht brauchbar</numerusform>
        </translation>
    </message>
    <message>
        <source>All of these images were in the project already</source>
        <translation>Alle diese Bilder waren schon im Projekt</translation>
    </message>
    <message>
        <source>All of these texts were in the project already</source>
        <translation>Alle diese Texte waren schon im Projekt</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Belongs together</source>
        <translation>Gehört zusammen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose another folder…</source>
        <translation>Anderen Ordner wählen…</translation>
    </message>
    <message>
        <source>Choose another table…</source>
        <translation>Andere Tabelle wählen…</translation>
    </message>
    <message>
        <source>Import %1 images</source>
        <translation>%1 Bilder importieren</translation>
    </message>
    <message>
        <source>Import %1 texts</source>
        <translation>%1 Texte importieren</translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation>%1 wird importiert</translation>
    </message>
    <message>
        <source>Importing the sample images</source>
        <translation>Die Beispielbilder werden importiert</translation>
    </message>
    <message>
        <source>Importing the sample texts</source>
        <translation>Die Beispieltexte werden importiert</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Nothing can be imported into a project that cannot be changed.</source>
        <translation>In ein Projekt, das nicht geändert werden kann, lässt sich nichts importieren.</translation>
    </message>
    <message>
        <source>Stop the import</source>
        <translation>Import anhalten</translation>
    </message>
    <message>
        <source>Summary and import</source>
        <translation>Übersicht und Import</translation>
    </message>
    <message>
        <source>The folder of your images</source>
        <translation>Der Ordner mit den Bildern</translation>
    </message>
    <message>
        <source>The folder of your texts</source>
        <translation>Der Ordner mit den Texten</translation>
    </message>
    <message>
        <source>The table</source>
        <translation>Die Tabelle</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>import</source>
        <translation>Import</translation>
    </message>
</context>
<context>
    <name>InputChoices</name>
    <message>
        <source>1 (grey)</source>
        <translation>1 (grau)</translation>
    </message>
    <message>
        <source>Becomes black</source>
        <translation>Wird schwarz</translation>
    </message>
    <message>
        <source>Becomes white</source>
        <translation>Wird weiß</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Image size</source>
        <translation>Bildgröße</translation>
    </message>
    <message>
        <source>Larger shows smaller things and takes longer.</source>
        <translation>Größer zeigt Kleineres und dauert länger.</translation>
    </message>
    <message>
        <source>Other than its own: the first layer is adapted to your channels.</source>
        <translation>Anders als seine eigenen: die erste Schicht wird an Ihre Kanäle angepasst.</translation>
    </message>
    <message>
        <source>The middle cuts borders and time stamps off; things there are not seen.</source>
        <translation>Die Mitte schneidet Ränder und Zeitstempel ab; was dort ist, wird nicht gesehen.</translation>
    </message>
    <message>
        <source>This model takes images of its own size alone.</source>
        <translation>Dieses Modell nimmt nur Bilder seiner eigenen Größe.</translation>
    </message>
    <message>
        <source>What is taken of an image</source>
        <translation>Was vom Bild genommen wird</translation>
    </message>
    <message>
        <source>Which values become black and white. Each image its own erases differences in intensity: not for phenotypes that are brighter or darker.</source>
        <translation>Welche Werte schwarz und weiß werden. Jedes Bild für sich löscht Unterschiede der Intensität: nicht für Phänotypen, die heller oder dunkler sind.</translation>
    </message>
    <message>
        <source>all images alike</source>
        <translation>alle Bilder gleich</translation>
    </message>
    <message>
        <source>all of it, stretched</source>
        <translation>alles, gestreckt</translation>
    </message>
    <message>
        <source>all of it, with a border</source>
        <translation>alles, mit Rand</translation>
    </message>
    <message>
        <source>each %1 its own</source>
        <translation>für sich: %1</translation>
    </message>
    <message>
        <source>each image its own</source>
        <translation>jedes Bild für sich</translation>
    </message>
    <message>
        <source>fixed values</source>
        <translation>feste Werte</translation>
    </message>
    <message>
        <source>from the training images</source>
        <translation>aus den Trainingsbildern</translation>
    </message>
    <message>
        <source>the middle</source>
        <translation>die Mitte</translation>
    </message>
    <message>
        <source>the model&apos;s own: %1</source>
        <translation>wie im Modell: %1</translation>
    </message>
    <message>
        <source>the model&apos;s own: %1 px</source>
        <translation>wie im Modell: %1 px</translation>
    </message>
</context>
<context>
    <name>ItemGrid</name>
    <message>
        <source>%1 images, %2 selected</source>
        <translation>%1 Bilder, %2 ausgewählt</translation>
    </message>
    <message>
        <source>%1 texts, %2 selected</source>
        <translation>%1 Texte, %2 ausgewählt</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Texte</translation>
    </message>
</context>
<context>
    <name>ItemsModel</name>
    <message>
        <source>Belongs to</source>
        <translation>Gehört zu</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Beschriftung</translation>
    </message>
    <message>
        <source>Labelled by</source>
        <translation>Beschriftet von</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>ItemsTable</name>
    <message>
        <source>Images as a table</source>
        <translation>Bilder als Tabelle</translation>
    </message>
    <message>
        <source>Texts as a table</source>
        <translation>Texte als Tabelle</translation>
    </message>
</context>
<context>
    <name>JobItem</name>
    <message numerus="yes">
        <source>pass %n</source>
        <translation>
            <numerusform>Durchgang %n</numerusform>
            <numerusform>Durchgang %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Labelling</name>
    <message>
        <source>%1 classes</source>
        <translation>%1 Klassen</translation>
    </message>
    <message>
        <source>%1 is %2 now</source>
        <translation>%1 ist jetzt %2</translation>
    </message>
    <message numerus="yes">
        <source>%n images: %1</source>
        <translation>
            <numerusform>%n Bild: %1</numerusform>
            <numerusform>%n Bilder: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n texts: %1</source>
        <translation>
            <numerusform>%n Text: %1</numerusform>
            <numerusform>%n Texte: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Done again: %1</source>
        <translation>Wiederholt: %1</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Rückgängig gemacht: %1</translation>
    </message>
    <message>
        <source>none of the classes</source>
        <translation>keine der Klassen</translation>
    </message>
    <message>
        <source>not labelled</source>
        <translation>nicht beschriftet</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>unsicher</translation>
    </message>
</context>
<context>
    <name>LabelsEditor</name>
    <message>
        <source>Class for the selected images</source>
        <translation>Klasse für die ausgewählten Bilder</translation>
    </message>
    <message>
        <source>Class for the selected texts</source>
        <translation>Klasse für die ausgewählten Texte</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Leer</translation>
    </message>
    <message>
        <source>Enter gives the selected images this class (key L)</source>
        <translation>Eingabe gibt den ausgewählten Bildern diese Klasse (Taste L)</translation>
    </message>
    <message>
        <source>Enter gives the selected texts this class (key L)</source>
        <translation>Eingabe gibt den ausgewählten Texten diese Klasse (Taste L)</translation>
    </message>
    <message>
        <source>Enter makes the new class “%1”.</source>
        <translation>Eingabe legt die neue Klasse „%1“ an.</translation>
    </message>
    <message>
        <source>Enter: %1</source>
        <translation>Eingabe: %1</translation>
    </message>
    <message>
        <source>Giving a class adds it to those that a text has, or takes it away (multi-label)</source>
        <translation>Eine Klasse zu geben fügt sie denen eines Textes hinzu oder nimmt sie weg (mehrere Klassen)</translation>
    </message>
    <message>
        <source>Giving a class adds it to those that an image has, or takes it away (multi-label)</source>
        <translation>Eine Klasse zu geben fügt sie denen eines Bildes hinzu oder nimmt sie weg (mehrere Klassen)</translation>
    </message>
    <message>
        <source>I cannot tell</source>
        <translation>Nicht zu erkennen</translation>
    </message>
    <message>
        <source>Label as %1</source>
        <translation>Als %1 beschriften</translation>
    </message>
    <message>
        <source>Label as class %1</source>
        <translation>Als Klasse %1 beschriften</translation>
    </message>
    <message>
        <source>Label: none of the classes</source>
        <translation>Beschriften: keine der Klassen</translation>
    </message>
    <message>
        <source>Label: skip</source>
        <translation>Beschriften: überspringen</translation>
    </message>
    <message>
        <source>Label: take it away</source>
        <translation>Beschriften: wieder entfernen</translation>
    </message>
    <message>
        <source>Label: type a class</source>
        <translation>Beschriften: Klasse eintippen</translation>
    </message>
    <message>
        <source>Label: unsure</source>
        <translation>Beschriften: unsicher</translation>
    </message>
    <message>
        <source>Merge into</source>
        <translation>Vereinen mit</translation>
    </message>
    <message>
        <source>New name of “%1”. The name of another class merges the two.</source>
        <translation>Neuer Name von „%1“. Der Name einer anderen Klasse vereint beide.</translation>
    </message>
    <message>
        <source>Not now, or not usable</source>
        <translation>Nicht jetzt, oder nicht brauchbar</translation>
    </message>
    <message>
        <source>Nothing to redo</source>
        <translation>Nichts zu wiederholen</translation>
    </message>
    <message>
        <source>Nothing to see, or none of the classes</source>
        <translation>Nichts zu sehen, oder keine der Klassen</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>Nichts rückgängig zu machen</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>Wiederholen: %1</translation>
    </message>
    <message>
        <source>Rename a class</source>
        <translation>Klasse umbenennen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Select images first, then choose their class.</source>
        <translation>Erst Bilder auswählen, dann ihre Klasse wählen.</translation>
    </message>
    <message>
        <source>Select images first, then press Enter here.</source>
        <translation>Erst Bilder auswählen, dann hier Eingabe drücken.</translation>
    </message>
    <message>
        <source>Select texts first, then choose their class.</source>
        <translation>Erst Texte auswählen, dann ihre Klasse wählen.</translation>
    </message>
    <message>
        <source>Select texts first, then press Enter here.</source>
        <translation>Erst Texte auswählen, dann hier Eingabe drücken.</translation>
    </message>
    <message>
        <source>Several classes a text</source>
        <translation>Mehrere Klassen je Text</translation>
    </message>
    <message>
        <source>Several classes an image</source>
        <translation>Mehrere Klassen je Bild</translation>
    </message>
    <message>
        <source>Show only “%1”</source>
        <translation>Nur „%1“ zeigen</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Take the label away</source>
        <translation>Beschriftung entfernen</translation>
    </message>
    <message>
        <source>Type a class, also a new one</source>
        <translation>Klasse eintippen, auch eine neue</translation>
    </message>
    <message>
        <source>Type the name of your first class.</source>
        <translation>Den Namen der ersten Klasse eintippen.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
</context>
<context>
    <name>LadderView</name>
    <message>
        <source>%1 of the run and of simpler methods on the same images.</source>
        <translation>%1 des Laufs und einfacherer Verfahren auf denselben Bildern.</translation>
    </message>
    <message>
        <source>%1 of the run and of simpler methods on the same texts.</source>
        <translation>%1 des Laufs und einfacherer Verfahren auf denselben Texten.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>How much better, in numbers</source>
        <translation>Wie viel besser, in Zahlen</translation>
    </message>
    <message>
        <source>Train from scratch to compare</source>
        <translation>Zum Vergleich von Grund auf trainieren</translation>
    </message>
    <message>
        <source>Trains the same network from random weights on the same images, to see what the pretraining is worth. It waits its turn behind other trainings.</source>
        <translation>Trainiert dasselbe Netz mit zufälligen Gewichten auf denselben Bildern, um zu sehen, was das Vortraining wert ist. Es wartet hinter anderen Trainings, bis es an der Reihe ist.</translation>
    </message>
    <message>
        <source>Trains the same network from random weights on the same texts, to see what the pretraining is worth. It waits its turn behind other trainings.</source>
        <translation>Trainiert dasselbe Netz mit zufälligen Gewichten auf denselben Texten, um zu sehen, was das Vortraining wert ist. Es wartet hinter anderen Trainings, bis es an der Reihe ist.</translation>
    </message>
    <message>
        <source>method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>this run is better by</source>
        <translation>dieser Lauf ist besser um</translation>
    </message>
</context>
<context>
    <name>LayersModel</name>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>What becomes of it</source>
        <translation>Was daraus wird</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was sie ist</translation>
    </message>
    <message>
        <source>kept as it is</source>
        <translation>bleibt unverändert</translation>
    </message>
    <message>
        <source>learns</source>
        <translation>lernt</translation>
    </message>
    <message>
        <source>new, learns</source>
        <translation>neu, lernt</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
</context>
<context>
    <name>LayersTable</name>
    <message>
        <source>Ctrl+C copies the table for a spreadsheet.</source>
        <translation>Strg+C kopiert die Tabelle für die Tabellenkalkulation.</translation>
    </message>
    <message>
        <source>Layers before and after</source>
        <translation>Schichten vorher und nachher</translation>
    </message>
</context>
<context>
    <name>LevelCard</name>
    <message>
        <source>%1 are %2</source>
        <translation>%1 sind %2</translation>
    </message>
    <message>
        <source>%1 are classes</source>
        <translation>%1 sind Klassen</translation>
    </message>
    <message>
        <source>%1 look like %2</source>
        <translation>%1 sehen aus wie %2</translation>
    </message>
    <message>
        <source>%1 look like classes</source>
        <translation>%1 sehen aus wie Klassen</translation>
    </message>
    <message>
        <source>%1 name the parts of the division</source>
        <translation>%1 benennen die Teile der Aufteilung</translation>
    </message>
    <message>
        <source>%1 without a meaning</source>
        <translation>%1 ohne Bedeutung</translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s)</source>
        <translation>
            <numerusform>%n Ordner</numerusform>
            <numerusform>%n Ordner</numerusform>
        </translation>
    </message>
    <message>
        <source>A plate, a patient, a camera: kept on one side of the split (group).</source>
        <translation>Eine Platte, ein Patient, eine Kamera: bleibt auf einer Seite der Aufteilung (Gruppe).</translation>
    </message>
    <message>
        <source>Belongs together</source>
        <translation>Gehört zusammen</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Folder level %1</source>
        <translation>Ordnerebene %1</translation>
    </message>
    <message>
        <source>Level %1: %2</source>
        <translation>Ebene %1: %2</translation>
    </message>
    <message>
        <source>Named train, val or test: the images are divided as the folders say.</source>
        <translation>Heißen sie train, val oder test, werden die Bilder so aufgeteilt, wie die Ordner sagen.</translation>
    </message>
    <message>
        <source>Named train, val or test: the texts are divided as the folders say.</source>
        <translation>Heißen sie train, val oder test, werden die Texte so aufgeteilt, wie die Ordner sagen.</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>The folder&apos;s name is not used.</source>
        <translation>Der Name des Ordners wird nicht verwendet.</translation>
    </message>
    <message>
        <source>The folder&apos;s name is the label of its images.</source>
        <translation>Der Name des Ordners ist die Beschriftung seiner Bilder.</translation>
    </message>
    <message>
        <source>The folder&apos;s name is the label of its texts.</source>
        <translation>Der Name des Ordners ist die Beschriftung seiner Texte.</translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation>Noch nichts.</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschehen ist</translation>
    </message>
    <message>
        <source>What the libraries printed (log.txt).</source>
        <translation>Was die Bibliotheken ausgaben (log.txt).</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>A training is running.</source>
        <translation>Ein Training läuft.</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>All projects</source>
        <translation>Alle Projekte</translation>
    </message>
    <message>
        <source>Commands…</source>
        <translation>Befehle…</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Go on working</source>
        <translation>Weiterarbeiten</translation>
    </message>
    <message>
        <source>It can go on without the window; open the project again to see it.</source>
        <translation>Es kann ohne das Fenster weiterlaufen; das Projekt wieder öffnen, um es zu sehen.</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Vorgänge</translation>
    </message>
    <message>
        <source>Keep it running</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größere Schrift</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Open a project…</source>
        <translation>Projekt öffnen…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinere Schrift</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>Anhalten und speichern</translation>
    </message>
    <message>
        <source>Transfer Learning Studio %1

Adapts pretrained models to your own few hundred labelled images, on your own computer. Nothing leaves it.

MIT licence. Icons: Lucide (ISC). Font: Inter (OFL). Made with Qt (LGPL) and PyTorch (BSD).</source>
        <translation>Transfer Learning Studio %1

Passt vortrainierte Modelle an Ihre eigenen paar hundert beschrifteten Bilder an, auf Ihrem eigenen Rechner. Nichts verlässt ihn.

MIT-Lizenz. Symbole: Lucide (ISC). Schrift: Inter (OFL). Gemacht mit Qt (LGPL) und PyTorch (BSD).</translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message numerus="yes">
        <source>%n image(s) are not on the map.</source>
        <translation>
            <numerusform>%n Bild ist nicht auf der Karte.</numerusform>
            <numerusform>%n Bilder sind nicht auf der Karte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) are not on the map.</source>
        <translation>
            <numerusform>%n Text ist nicht auf der Karte.</numerusform>
            <numerusform>%n Texte sind nicht auf der Karte.</numerusform>
        </translation>
    </message>
    <message>
        <source>A map needs a place to write.</source>
        <translation>Eine Karte braucht einen Ort zum Schreiben.</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Chosen on the map</source>
        <translation>Auf der Karte gewählt</translation>
    </message>
    <message>
        <source>Draw around images to see and relabel them</source>
        <translation>Bilder umfahren, um sie zu sehen und neu zu beschriften</translation>
    </message>
    <message>
        <source>Draw around texts to see and relabel them</source>
        <translation>Texte umfahren, um sie zu sehen und neu zu beschriften</translation>
    </message>
    <message>
        <source>Figure…</source>
        <translation>Abbildung…</translation>
    </message>
    <message>
        <source>How the map is made</source>
        <translation>Wie die Karte gemacht wird</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Making a map of similar images</source>
        <translation>Eine Karte ähnlicher Bilder wird gemacht</translation>
    </message>
    <message>
        <source>Making a map of similar texts</source>
        <translation>Eine Karte ähnlicher Texte wird gemacht</translation>
    </message>
    <message>
        <source>Making a map that shows neighbours better</source>
        <translation>Eine Karte wird erstellt, die Nachbarn besser zeigt</translation>
    </message>
    <message>
        <source>Map of similar images (%1); rings mark mistakes.</source>
        <translation>Karte ähnlicher Bilder (%1); Ringe zeigen Fehler.</translation>
    </message>
    <message>
        <source>Map of similar texts (%1); rings mark mistakes.</source>
        <translation>Karte ähnlicher Texte (%1); Ringe zeigen Fehler.</translation>
    </message>
    <message>
        <source>Near points are alike to the model; a ring marks a mistake. Distances between far groups mean little.</source>
        <translation>Nahe Punkte sind für das Modell ähnlich; ein Ring zeigt einen Fehler. Abstände zwischen fernen Gruppen bedeuten wenig.</translation>
    </message>
    <message>
        <source>Near points look alike to the model; a ring marks a mistake. Distances between far groups mean little.</source>
        <translation>Nahe Punkte sehen für das Modell ähnlich aus; ein Ring zeigt einen Fehler. Abstände zwischen fernen Gruppen bedeuten wenig.</translation>
    </message>
    <message>
        <source>Neighbours (UMAP)</source>
        <translation>Nachbarn (UMAP)</translation>
    </message>
    <message>
        <source>Neighbours (t-SNE)</source>
        <translation>Nachbarn (t-SNE)</translation>
    </message>
    <message>
        <source>Quick (PCA)</source>
        <translation>Schnell (PCA)</translation>
    </message>
    <message>
        <source>Quick, then neighbours</source>
        <translation>Schnell, dann Nachbarn</translation>
    </message>
    <message>
        <source>Similar images</source>
        <translation>Ähnliche Bilder</translation>
    </message>
    <message>
        <source>Similar texts</source>
        <translation>Ähnliche Texte</translation>
    </message>
    <message>
        <source>They cannot be read, or there are too many for a map</source>
        <translation>Sie sind unlesbar, oder es sind zu viele für eine Karte</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>mistake</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>MeaningPage</name>
    <message>
        <source>%1 of %2 images matched a row of the table, %3.</source>
        <translation>%1 von %2 Bildern passen zu einer Zeile der Tabelle, %3.</translation>
    </message>
    <message>
        <source>%1 of %2 texts matched a row of the table, %3.</source>
        <translation>%1 von %2 Texten passen zu einer Zeile der Tabelle, %3.</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) have no row and are left out:</source>
        <translation>
            <numerusform>%n Bild hat keine Zeile und bleibt weg:</numerusform>
            <numerusform>%n Bilder haben keine Zeile und bleiben weg:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) have no row and come without a label:</source>
        <translation>
            <numerusform>%n Bild hat keine Zeile und kommt ohne Label:</numerusform>
            <numerusform>%n Bilder haben keine Zeile und kommen ohne Label:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) were found.</source>
        <translation>
            <numerusform>%n Bild wurde gefunden.</numerusform>
            <numerusform>%n Bilder wurden gefunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) have no image:</source>
        <translation>
            <numerusform>%n Zeile hat kein Bild:</numerusform>
            <numerusform>%n Zeilen haben kein Bild:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) have no text:</source>
        <translation>
            <numerusform>%n Zeile hat keinen Text:</numerusform>
            <numerusform>%n Zeilen haben keinen Text:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) were found.</source>
        <translation>
            <numerusform>%n Zeile wurde gefunden.</numerusform>
            <numerusform>%n Zeilen wurden gefunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) have no row and are left out:</source>
        <translation>
            <numerusform>%n Text hat keine Zeile und bleibt weg:</numerusform>
            <numerusform>%n Texte haben keine Zeile und bleiben weg:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) have no row and come without a label:</source>
        <translation>
            <numerusform>%n Text hat keine Zeile und kommt ohne Label:</numerusform>
            <numerusform>%n Texte haben keine Zeile und kommen ohne Label:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) were found.</source>
        <translation>
            <numerusform>%n Text wurde gefunden.</numerusform>
            <numerusform>%n Texte wurden gefunden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Bring them in as well, to label them here</source>
        <translation>Auch diese hereinholen, um sie hier zu labeln</translation>
    </message>
    <message>
        <source>Choose the column that holds the files&apos; names, or the patients of DICOM files. The table must lie beside the images, or in the folder above them.</source>
        <translation>Wählen Sie die Spalte mit den Namen der Dateien oder mit den Patienten der DICOM-Dateien. Die Tabelle muss neben den Bildern liegen oder im Ordner darüber.</translation>
    </message>
    <message>
        <source>Choose the column that holds the files&apos; names, or the patients of DICOM files. The table must lie beside the texts, or in the folder above them.</source>
        <translation>Wählen Sie die Spalte mit den Namen der Dateien oder mit den Patienten der DICOM-Dateien. Die Tabelle muss neben den Texten liegen oder im Ordner darüber.</translation>
    </message>
    <message>
        <source>Do not use the table</source>
        <translation>Die Tabelle nicht verwenden</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Beschriftung</translation>
    </message>
    <message>
        <source>Names the files</source>
        <translation>Nennt die Dateien</translation>
    </message>
    <message>
        <source>No column is the label: the images come without labels.</source>
        <translation>Keine Spalte ist das Label: die Bilder kommen ohne Labels.</translation>
    </message>
    <message>
        <source>No column is the label: the texts come without labels.</source>
        <translation>Keine Spalte ist das Label: die Texte kommen ohne Labels.</translation>
    </message>
    <message>
        <source>No level is a class: the images come without labels.</source>
        <translation>Keine Ebene ist eine Klasse: Die Bilder kommen ohne Beschriftungen.</translation>
    </message>
    <message>
        <source>No level is a class: the texts come without labels.</source>
        <translation>Keine Ebene ist eine Klasse: Die Texte kommen ohne Beschriftungen.</translation>
    </message>
    <message>
        <source>None of %2 images matched a row of the table.</source>
        <translation>Keines von %2 Bildern passt zu einer Zeile der Tabelle.</translation>
    </message>
    <message>
        <source>None of %2 texts matched a row of the table.</source>
        <translation>Keiner von %2 Texten passt zu einer Zeile der Tabelle.</translation>
    </message>
    <message>
        <source>Part of the split</source>
        <translation>Teil der Aufteilung</translation>
    </message>
    <message>
        <source>Several levels are classes: the deepest one is taken.</source>
        <translation>Mehrere Ebenen sind Klassen: Die tiefste wird genommen.</translation>
    </message>
    <message>
        <source>Take the labels from it</source>
        <translation>Die Labels daraus nehmen</translation>
    </message>
    <message>
        <source>The answers below are guesses from names and contents.</source>
        <translation>Die Antworten unten sind nach Namen und Inhalten vermutet.</translation>
    </message>
    <message>
        <source>The answers below are guesses from names and counts.</source>
        <translation>Die Antworten unten sind aus Namen und Anzahlen geraten.</translation>
    </message>
    <message>
        <source>The images come without labels</source>
        <translation>Die Bilder kommen ohne Beschriftungen</translation>
    </message>
    <message>
        <source>The table %1 lies with the images and names them.</source>
        <translation>Die Tabelle %1 liegt bei den Bildern und nennt sie.</translation>
    </message>
    <message>
        <source>The table %1 lies with the texts and names them.</source>
        <translation>Die Tabelle %1 liegt bei den Texten und nennt sie.</translation>
    </message>
    <message>
        <source>The table %1 was found with the images: the labels come from it.</source>
        <translation>Die Tabelle %1 lag bei den Bildern: die Labels kommen aus ihr.</translation>
    </message>
    <message>
        <source>The table %1 was found with the texts: the labels come from it.</source>
        <translation>Die Tabelle %1 lag bei den Texten: die Labels kommen aus ihr.</translation>
    </message>
    <message>
        <source>The texts come without labels</source>
        <translation>Die Texte kommen ohne Beschriftungen</translation>
    </message>
    <message>
        <source>There are no folders inside that could name classes: you label here.</source>
        <translation>Es gibt keine Unterordner, die Klassen nennen könnten: Beschriftet wird hier.</translation>
    </message>
    <message>
        <source>What are the columns of the table?</source>
        <translation>Was bedeuten die Spalten der Tabelle?</translation>
    </message>
    <message>
        <source>What do the folders mean?</source>
        <translation>Was bedeuten die Ordner?</translation>
    </message>
    <message>
        <source>by the PatientID inside the DICOM files</source>
        <translation>über die PatientID in den DICOM-Dateien</translation>
    </message>
    <message>
        <source>by the names of the files</source>
        <translation>über die Namen der Dateien</translation>
    </message>
    <message>
        <source>by the names without their endings</source>
        <translation>über die Namen ohne Endung</translation>
    </message>
    <message>
        <source>by their paths</source>
        <translation>über ihre Pfade</translation>
    </message>
    <message>
        <source>no column</source>
        <translation>keine Spalte</translation>
    </message>
</context>
<context>
    <name>MetricsView</name>
    <message>
        <source>95 % intervals: %1.</source>
        <translation>95-%-Intervalle: %1.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the table to paste it into a spreadsheet</source>
        <translation>Die Tabelle kopieren, um sie in eine Tabellenkalkulation einzufügen</translation>
    </message>
    <message>
        <source>better is</source>
        <translation>besser ist</translation>
    </message>
    <message>
        <source>higher</source>
        <translation>höher</translation>
    </message>
    <message>
        <source>lower</source>
        <translation>niedriger</translation>
    </message>
    <message>
        <source>metric</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>ModelPanel</name>
    <message>
        <source>%1 is on this computer now.</source>
        <translation>%1 ist jetzt auf diesem Rechner.</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s) are in %1.</source>
        <translation>
            <numerusform>%n Modell ist in %1.</numerusform>
            <numerusform>%n Modelle sind in %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n model(s) could not be read.</source>
        <translation>
            <numerusform>%n Modell war unlesbar.</numerusform>
            <numerusform>%n Modelle waren unlesbar.</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a model from a file…</source>
        <translation>Modell aus Datei hinzufügen…</translation>
    </message>
    <message>
        <source>Add its file again…</source>
        <translation>Seine Datei neu hinzufügen…</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>Alle Modelle</translation>
    </message>
    <message>
        <source>Choose a pretrained model.</source>
        <translation>Ein vortrainiertes Modell wählen.</translation>
    </message>
    <message>
        <source>Choose another, or take it from a USB stick.</source>
        <translation>Ein anderes wählen oder vom USB-Stick nehmen.</translation>
    </message>
    <message>
        <source>Download it again</source>
        <translation>Neu herunterladen</translation>
    </message>
    <message>
        <source>How to bring them here</source>
        <translation>Wie sie herkommen</translation>
    </message>
    <message>
        <source>Its layers can be looked at; training needs the weights.</source>
        <translation>Seine Schichten lassen sich ansehen; Training braucht die Gewichte.</translation>
    </message>
    <message>
        <source>Look at what is removed, new and kept, then go on to training.</source>
        <translation>Ansehen, was entfernt wird, was neu ist und was bleibt, dann zum Training.</translation>
    </message>
    <message>
        <source>Models (*.zip)</source>
        <translation>Modelle (*.zip)</translation>
    </message>
    <message>
        <source>Models on a stick</source>
        <translation>Modelle auf einem Stick</translation>
    </message>
    <message>
        <source>On the other computer, drop the file onto the page of models.</source>
        <translation>Auf dem anderen Rechner die Datei auf der Modellseite ablegen.</translation>
    </message>
    <message>
        <source>On this computer now: %1.</source>
        <translation>Jetzt auf diesem Rechner: %1.</translation>
    </message>
    <message>
        <source>Prepare a USB stick…</source>
        <translation>USB-Stick vorbereiten…</translation>
    </message>
    <message>
        <source>Recommended models</source>
        <translation>Empfohlene Modelle</translation>
    </message>
    <message>
        <source>Search models</source>
        <translation>Modelle suchen</translation>
    </message>
    <message>
        <source>Take it from a USB stick…</source>
        <translation>Vom USB-Stick nehmen…</translation>
    </message>
    <message>
        <source>Take models from a USB stick…</source>
        <translation>Modelle vom USB-Stick…</translation>
    </message>
    <message>
        <source>The model %1 of this project is not known here.</source>
        <translation>Das Modell %1 dieses Projekts ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>The weights of %1 are not on this computer.</source>
        <translation>Die Gewichte von %1 sind nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Use the recommended model</source>
        <translation>Das empfohlene Modell verwenden</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>%1 is no project.</source>
        <translation>%1 ist kein Projekt.</translation>
    </message>
    <message>
        <source>Drop a folder of images on the home page to make one of them.</source>
        <translation>Legen Sie einen Bilderordner auf der Startseite ab, um daraus eines zu machen.</translation>
    </message>
    <message>
        <source>Find it…</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <source>It was moved or renamed, or its drive is not there: %1</source>
        <translation>Es wurde verschoben oder umbenannt, oder sein Laufwerk ist nicht da: %1</translation>
    </message>
    <message>
        <source>Not opened</source>
        <translation>Nicht geöffnet</translation>
    </message>
    <message>
        <source>Save a copy in</source>
        <translation>Kopie speichern in</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>Von der Liste nehmen</translation>
    </message>
    <message>
        <source>The project %1 is not where it was.</source>
        <translation>Das Projekt %1 ist nicht mehr dort, wo es war.</translation>
    </message>
    <message>
        <source>Where is %1 now?</source>
        <translation>Wo ist %1 jetzt?</translation>
    </message>
</context>
<context>
    <name>OperatingPage</name>
    <message>
        <source>%1 of %2 parameters learn</source>
        <translation>%1 von %2 Parametern lernen</translation>
    </message>
    <message>
        <source>Another model…</source>
        <translation>Anderes Modell…</translation>
    </message>
    <message>
        <source>Back to recommended</source>
        <translation>Zur Empfehlung zurück</translation>
    </message>
    <message>
        <source>Back to the recommended layers</source>
        <translation>Zu den empfohlenen Schichten zurück</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Vorher und nachher</translation>
    </message>
    <message>
        <source>Before: %1 parameters, with the old output layers.</source>
        <translation>Vorher: %1 Parameter, mit den alten Ausgangsschichten.</translation>
    </message>
    <message>
        <source>First the new layers learn alone; Standard and Thorough then let the upper layers learn, too.</source>
        <translation>Zuerst lernen nur die neuen Schichten; Standard und Gründlich lassen danach auch die oberen lernen.</translation>
    </message>
    <message>
        <source>Input: %1 tokens at most</source>
        <translation>Eingabe: höchstens %1 Token</translation>
    </message>
    <message>
        <source>Input: %1 × %1 pixels, channels: %2</source>
        <translation>Eingang: %1 × %1 Pixel, Kanäle: %2</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Looking at its layers…</source>
        <translation>Seine Schichten werden gelesen…</translation>
    </message>
    <message>
        <source>Looks right → Train</source>
        <translation>Sieht gut aus → Training</translation>
    </message>
    <message>
        <source>Looks right: go on to training</source>
        <translation>Sieht gut aus: weiter zum Training</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redo the change of the layers</source>
        <translation>Änderung der Schichten wiederholen</translation>
    </message>
    <message>
        <source>Share of parameters that learn</source>
        <translation>Anteil der Parameter, die lernen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo the last change of the layers</source>
        <translation>Letzte Änderung der Schichten rückgängig machen</translation>
    </message>
    <message>
        <source>Use its own size</source>
        <translation>Seine eigene Größe nehmen</translation>
    </message>
    <message>
        <source>What it reads</source>
        <translation>Was es liest</translation>
    </message>
    <message>
        <source>What it sees</source>
        <translation>Was es sieht</translation>
    </message>
    <message>
        <source>What lies below the blue line stays as it is in every stage.</source>
        <translation>Was unter der blauen Linie liegt, bleibt in jeder Stufe unverändert.</translation>
    </message>
</context>
<context>
    <name>OptionEditor</name>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
</context>
<context>
    <name>PackDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Models (*.zip)</source>
        <translation>Modelle (*.zip)</translation>
    </message>
    <message>
        <source>Models in one file for a computer without internet. It works on Windows, macOS and Linux: there, choose “Take models from a USB stick”, or drop the file onto the page of models. No images and no names are in it.</source>
        <translation>Modelle in einer Datei für einen Rechner ohne Internet. Sie funktioniert unter Windows, macOS und Linux: dort „Modelle vom USB-Stick“ wählen oder die Datei auf der Modellseite ablegen. Keine Bilder und keine Namen sind darin.</translation>
    </message>
    <message>
        <source>Models to take along</source>
        <translation>Modelle zum Mitnehmen</translation>
    </message>
    <message>
        <source>Prepare a USB stick</source>
        <translation>USB-Stick vorbereiten</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Save on the stick</source>
        <translation>Auf dem Stick speichern</translation>
    </message>
    <message>
        <source>Together %1</source>
        <translation>Zusammen %1</translation>
    </message>
    <message>
        <source>models.zip</source>
        <translation>modelle.zip</translation>
    </message>
</context>
<context>
    <name>PlainView</name>
    <message numerus="yes">
        <source>%n more value(s) are in report.json.</source>
        <translation>
            <numerusform>%n weiterer Wert steht in report.json.</numerusform>
            <numerusform>%n weitere Werte stehen in report.json.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PredictionDetail</name>
    <message>
        <source>Looking for what spoke for %1…</source>
        <translation>Gesucht wird, was für %1 sprach…</translation>
    </message>
    <message>
        <source>Show where the model looked</source>
        <translation>Zeigen, wohin das Modell sah</translation>
    </message>
    <message>
        <source>Strength of the heat-map</source>
        <translation>Stärke der Wärmekarte</translation>
    </message>
    <message>
        <source>The image is being read…</source>
        <translation>Das Bild wird gelesen…</translation>
    </message>
    <message>
        <source>The image that was predicted on</source>
        <translation>Das vorhergesagte Bild</translation>
    </message>
    <message>
        <source>Warm colours lie where the image speaks for the chosen class (heat-map). It shows what mattered to the model, not what is there.</source>
        <translation>Warme Farben liegen dort, wo das Bild für die gewählte Klasse spricht (Heatmap). Sie zeigen, was für das Modell zählte, nicht, was da ist.</translation>
    </message>
</context>
<context>
    <name>PredictionFilters</name>
    <message>
        <source>60 % to 90 %</source>
        <translation>60 % bis 90 %</translation>
    </message>
    <message>
        <source>All answers</source>
        <translation>Alle Antworten</translation>
    </message>
    <message>
        <source>Any certainty</source>
        <translation>Jede Sicherheit</translation>
    </message>
    <message>
        <source>By answer</source>
        <translation>Nach Antwort</translation>
    </message>
    <message>
        <source>By folder</source>
        <translation>Nach Ordner</translation>
    </message>
    <message>
        <source>Files without an answer</source>
        <translation>Dateien ohne Antwort</translation>
    </message>
    <message>
        <source>How certain</source>
        <translation>Wie sicher</translation>
    </message>
    <message>
        <source>Least certain first</source>
        <translation>Unsicherste zuerst</translation>
    </message>
    <message>
        <source>Most certain first</source>
        <translation>Sicherste zuerst</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Sure: 90 % and more</source>
        <translation>Sicher: 90 % und mehr</translation>
    </message>
    <message>
        <source>The probability that the model gives its own answer.</source>
        <translation>Die Wahrscheinlichkeit, die das Modell seiner eigenen Antwort gibt.</translation>
    </message>
    <message>
        <source>Unlike the training images</source>
        <translation>Anders als die Trainingsbilder</translation>
    </message>
    <message>
        <source>Unlike the training texts</source>
        <translation>Anders als die Trainingstexte</translation>
    </message>
    <message>
        <source>Unsure: below 60 %</source>
        <translation>Unsicher: unter 60 %</translation>
    </message>
    <message>
        <source>Which answers</source>
        <translation>Welche Antworten</translation>
    </message>
</context>
<context>
    <name>PredictionList</name>
    <message>
        <source>Predictions</source>
        <translation>Vorhersagen</translation>
    </message>
</context>
<context>
    <name>PredictionPanel</name>
    <message>
        <source>%1 a second</source>
        <translation>%1 je Sekunde</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>%1 of %2 images</source>
        <translation>%1 von %2 Bildern</translation>
    </message>
    <message>
        <source>%1 of %2 texts</source>
        <translation>%1 von %2 Texten</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) of the final test are left out.</source>
        <translation>
            <numerusform>%n Bild des Abschlusstests wird ausgelassen.</numerusform>
            <numerusform>%n Bilder des Abschlusstests werden ausgelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n prediction(s) are saved in %1.</source>
        <translation>
            <numerusform>%n Vorhersage ist in %1 gespeichert.</numerusform>
            <numerusform>%n Vorhersagen sind in %1 gespeichert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are copied. Paste them into a spreadsheet.</source>
        <translation>
            <numerusform>%n Zeile ist kopiert. In eine Tabellenkalkulation einfügen.</numerusform>
            <numerusform>%n Zeilen sind kopiert. In eine Tabellenkalkulation einfügen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n ausgewählt</numerusform>
            <numerusform>%n ausgewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shown</source>
        <translation>
            <numerusform>%n gezeigt</numerusform>
            <numerusform>%n gezeigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s)</source>
        <translation>
            <numerusform>%n Text</numerusform>
            <numerusform>%n Texte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) of the final test are left out.</source>
        <translation>
            <numerusform>%n Text des Abschlusstests wird ausgelassen.</numerusform>
            <numerusform>%n Texte des Abschlusstests werden ausgelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unlike the training images</source>
        <translation>
            <numerusform>%n anders als die Trainingsbilder</numerusform>
            <numerusform>%n anders als die Trainingsbilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unlike the training texts</source>
        <translation>
            <numerusform>%n anders als die Trainingstexte</numerusform>
            <numerusform>%n anders als die Trainingstexte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without an answer</source>
        <translation>
            <numerusform>%n ohne Antwort</numerusform>
            <numerusform>%n ohne Antwort</numerusform>
        </translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Choose images…</source>
        <translation>Bilder wählen…</translation>
    </message>
    <message>
        <source>Choose tables or texts…</source>
        <translation>Tabellen oder Texte wählen…</translation>
    </message>
    <message>
        <source>Copy the predictions for a spreadsheet</source>
        <translation>Vorhersagen für die Tabellenkalkulation kopieren</translation>
    </message>
    <message>
        <source>Copy the table for a spreadsheet</source>
        <translation>Tabelle für die Tabellenkalkulation kopieren</translation>
    </message>
    <message>
        <source>Drop images or folders here</source>
        <translation>Bilder oder Ordner hier ablegen</translation>
    </message>
    <message>
        <source>Drop tables or text files here</source>
        <translation>Tabellen oder Textdateien hier ablegen</translation>
    </message>
    <message>
        <source>Folder of images to predict on</source>
        <translation>Ordner mit Bildern für die Vorhersage</translation>
    </message>
    <message>
        <source>Folder of texts to predict on</source>
        <translation>Ordner mit Texten für die Vorhersage</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Images to predict on</source>
        <translation>Bilder für die Vorhersage</translation>
    </message>
    <message>
        <source>More images…</source>
        <translation>Weitere Bilder…</translation>
    </message>
    <message>
        <source>More texts…</source>
        <translation>Weitere Texte…</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open the folder of the table</source>
        <translation>Ordner der Tabelle öffnen</translation>
    </message>
    <message>
        <source>Predict on a folder</source>
        <translation>Einen Ordner vorhersagen</translation>
    </message>
    <message>
        <source>Predict on a folder…</source>
        <translation>Einen Ordner vorhersagen…</translation>
    </message>
    <message>
        <source>Predict on images…</source>
        <translation>Bilder vorhersagen…</translation>
    </message>
    <message>
        <source>Predict on texts…</source>
        <translation>Texte vorhersagen…</translation>
    </message>
    <message>
        <source>Progress of the predictions</source>
        <translation>Fortschritt der Vorhersagen</translation>
    </message>
    <message>
        <source>Save the predictions</source>
        <translation>Vorhersagen speichern</translation>
    </message>
    <message>
        <source>Save the predictions…</source>
        <translation>Vorhersagen speichern…</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stopped after %1 of %2 images.</source>
        <translation>Angehalten nach %1 von %2 Bildern.</translation>
    </message>
    <message>
        <source>Stopped after %1 of %2 texts.</source>
        <translation>Angehalten nach %1 von %2 Texten.</translation>
    </message>
    <message>
        <source>Table for spreadsheets</source>
        <translation>Tabelle für die Tabellenkalkulation</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Texts to predict on</source>
        <translation>Texte für die Vorhersage</translation>
    </message>
    <message>
        <source>The model answers on this computer. A folder may hold thousands of images; files that cannot be read are listed and stop nothing. Your files are never changed.</source>
        <translation>Das Modell antwortet auf diesem Rechner. Ein Ordner darf Tausende von Bildern enthalten; unlesbare Dateien werden aufgelistet und halten nichts auf. Die Dateien werden nie verändert.</translation>
    </message>
    <message>
        <source>The model answers on this computer. A table may have millions of rows; files that cannot be used are listed and stop nothing. Your files are never changed.</source>
        <translation>Das Modell antwortet auf diesem Rechner. Eine Tabelle darf Millionen Zeilen haben; unbrauchbare Dateien werden aufgelistet und halten nichts auf. Die Dateien werden nie verändert.</translation>
    </message>
    <message>
        <source>The rows that are shown, as CSV or JSON</source>
        <translation>Die gezeigten Zeilen, als CSV oder JSON</translation>
    </message>
    <message>
        <source>There are more: save the table to have them all.</source>
        <translation>Es gibt mehr: die Tabelle speichern, um alle zu haben.</translation>
    </message>
    <message>
        <source>They, and copies of them, stay unseen until you open it in Evaluate.</source>
        <translation>Sie und Kopien von ihnen bleiben ungesehen, bis Sie ihn unter „Auswerten“ öffnen.</translation>
    </message>
    <message>
        <source>What was answered until then is in the table.</source>
        <translation>Was bis dahin beantwortet war, steht in der Tabelle.</translation>
    </message>
    <message>
        <source>Waiting for other work to end…</source>
        <translation>Wartet auf das Ende anderer Vorgänge…</translation>
    </message>
</context>
<context>
    <name>PredictionRow</name>
    <message>
        <source>Unlike the training images</source>
        <translation>Anders als die Trainingsbilder</translation>
    </message>
</context>
<context>
    <name>Predictor</name>
    <message>
        <source>Drop a table, text files, or a folder that holds some.</source>
        <translation>Eine Tabelle, Textdateien oder einen Ordner mit welchen ablegen.</translation>
    </message>
    <message>
        <source>Drop image files, or a folder that holds some.</source>
        <translation>Bilddateien ablegen, oder einen Ordner mit welchen.</translation>
    </message>
    <message>
        <source>Looking for images…</source>
        <translation>Bilder werden gesucht…</translation>
    </message>
    <message>
        <source>Looking for texts…</source>
        <translation>Texte werden gesucht…</translation>
    </message>
    <message numerus="yes">
        <source>Predicting on %n image(s)…</source>
        <translation>
            <numerusform>Vorhersage auf %n Bild…</numerusform>
            <numerusform>Vorhersage auf %n Bildern…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Predicting on %n text(s)…</source>
        <translation>
            <numerusform>Vorhersage auf %n Text…</numerusform>
            <numerusform>Vorhersage auf %n Texten…</numerusform>
        </translation>
    </message>
    <message>
        <source>Predictions on %1</source>
        <translation>Vorhersagen auf %1</translation>
    </message>
    <message>
        <source>Reading the answers…</source>
        <translation>Die Antworten werden gelesen…</translation>
    </message>
    <message>
        <source>Stopping; what was answered so far is kept…</source>
        <translation>Wird angehalten; was bisher beantwortet ist, bleibt…</translation>
    </message>
    <message>
        <source>The model is being made ready; it answers at once after that…</source>
        <translation>Das Modell wird vorbereitet; danach antwortet es sofort…</translation>
    </message>
    <message>
        <source>There are no images in %1.</source>
        <translation>In %1 sind keine Bilder.</translation>
    </message>
    <message>
        <source>There are no texts in %1.</source>
        <translation>In %1 sind keine Texte.</translation>
    </message>
</context>
<context>
    <name>PresetCards</name>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>gewählt</translation>
    </message>
    <message>
        <source>measuring the time…</source>
        <translation>die Zeit wird gemessen…</translation>
    </message>
    <message>
        <source>time unknown</source>
        <translation>Zeit unbekannt</translation>
    </message>
</context>
<context>
    <name>Previews</name>
    <message>
        <source>Some tuning images</source>
        <translation>Einige Abstimmbilder</translation>
    </message>
    <message>
        <source>Some tuning texts</source>
        <translation>Einige Abstimmtexte</translation>
    </message>
    <message>
        <source>The same few tuning images after every pass: they are not learned from.</source>
        <translation>Dieselben wenigen Abstimmbilder nach jedem Durchgang: Aus ihnen wird nicht gelernt.</translation>
    </message>
    <message>
        <source>The same few tuning texts after every pass: they are not learned from.</source>
        <translation>Dieselben wenigen Abstimmtexte nach jedem Durchgang: Aus ihnen wird nicht gelernt.</translation>
    </message>
</context>
<context>
    <name>ProjectPage</name>
    <message>
        <source>All projects</source>
        <translation>Alle Projekte</translation>
    </message>
    <message>
        <source>It was moved or renamed, or its drive was taken out: %1. What was saved is in it. Once it is back, it opens by itself; until then nothing can be saved.</source>
        <translation>Er wurde verschoben oder umbenannt, oder sein Laufwerk wurde entfernt: %1. Was gespeichert wurde, ist darin. Sobald er wieder da ist, öffnet er sich von selbst; bis dahin kann nichts gespeichert werden.</translation>
    </message>
    <message>
        <source>Last saved</source>
        <translation>Zuletzt gespeichert</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>Kopie speichern…</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Gespeichert %1</translation>
    </message>
    <message>
        <source>The folder of this project is not there any more.</source>
        <translation>Der Ordner dieses Projekts ist nicht mehr da.</translation>
    </message>
    <message>
        <source>You can look at everything, but nothing can be changed here.</source>
        <translation>Alles lässt sich ansehen, aber hier nichts ändern.</translation>
    </message>
</context>
<context>
    <name>ProseView</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the text to paste it into a paper</source>
        <translation>Den Text kopieren, um ihn in einen Artikel einzufügen</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Add new layers</source>
        <translation>Neue Schichten hinzufügen</translation>
    </message>
    <message>
        <source>All projects</source>
        <translation>Alle Projekte</translation>
    </message>
    <message>
        <source>All steps are taken. Try another model, or label more images.</source>
        <translation>Alle Schritte sind getan. Ein anderes Modell versuchen oder mehr Bilder beschriften.</translation>
    </message>
    <message>
        <source>All steps are taken. Try another model, or label more texts.</source>
        <translation>Alle Schritte sind getan. Ein anderes Modell versuchen oder mehr Texte beschriften.</translation>
    </message>
    <message>
        <source>Choose a pretrained model</source>
        <translation>Vortrainiertes Modell wählen</translation>
    </message>
    <message>
        <source>Choose a pretrained model.</source>
        <translation>Ein vortrainiertes Modell wählen.</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Deploy</source>
        <translation>Einsetzen</translation>
    </message>
    <message>
        <source>Drop a folder of images here, or import one.</source>
        <translation>Einen Ordner mit Bildern hier ablegen oder importieren.</translation>
    </message>
    <message>
        <source>Drop a table of texts here, or import one.</source>
        <translation>Eine Tabelle mit Texten hier ablegen oder importieren.</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>Evaluate and deploy</source>
        <translation>Auswerten und einsetzen</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>Feinabstimmen</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Startseite</translation>
    </message>
    <message>
        <source>Label images of at least two classes.</source>
        <translation>Bilder von mindestens zwei Klassen beschriften.</translation>
    </message>
    <message>
        <source>Label texts of at least two classes.</source>
        <translation>Texte von mindestens zwei Klassen beschriften.</translation>
    </message>
    <message>
        <source>Look at what the model sees, then start the training.</source>
        <translation>Ansehen, was das Modell sieht, dann das Training starten.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Remove the last layers</source>
        <translation>Letzte Schichten entfernen</translation>
    </message>
    <message>
        <source>See the results on your tuning images.</source>
        <translation>Die Ergebnisse auf den Abstimmbildern ansehen.</translation>
    </message>
    <message>
        <source>See the results on your tuning texts.</source>
        <translation>Die Ergebnisse auf den Abstimmtexten ansehen.</translation>
    </message>
    <message>
        <source>Start the training.</source>
        <translation>Das Training starten.</translation>
    </message>
    <message>
        <source>The training is running. You may close this window or go on labelling.</source>
        <translation>Das Training läuft. Das Fenster darf geschlossen werden; beschriften geht weiter.</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Use the model on new images, or save it to share.</source>
        <translation>Das Modell auf neue Bilder anwenden oder zum Weitergeben speichern.</translation>
    </message>
    <message>
        <source>Use the model on new texts, or save it to share.</source>
        <translation>Das Modell auf neue Texte anwenden oder zum Weitergeben speichern.</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>needs you</source>
        <translation>braucht Sie</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
</context>
<context>
    <name>Reader</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Back to all texts</source>
        <translation>Zurück zu allen Texten</translation>
    </message>
    <message>
        <source>Back to all texts (Escape)</source>
        <translation>Zurück zu allen Texten (Escape)</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>Gehört zu</translation>
    </message>
    <message>
        <source>Facts of the row</source>
        <translation>Angaben zur Zeile</translation>
    </message>
    <message>
        <source>Next text</source>
        <translation>Nächster Text</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Previous text</source>
        <translation>Voriger Text</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Row or file</source>
        <translation>Zeile oder Datei</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>ReadsPage</name>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>In tokens: words or pieces of words. Of longer texts the end is not read; longer takes more time.</source>
        <translation>In Token: Wörtern oder Stücken davon. Von längeren Texten wird das Ende nicht gelesen; länger dauert länger.</translation>
    </message>
    <message>
        <source>Longest text</source>
        <translation>Längster Text</translation>
    </message>
    <message>
        <source>Next text</source>
        <translation>Nächster Text</translation>
    </message>
    <message>
        <source>None of your training texts is longer.</source>
        <translation>Keiner Ihrer Trainingstexte ist länger.</translation>
    </message>
    <message>
        <source>Of your training texts %1 are longer than that.</source>
        <translation>Von Ihren Trainingstexten sind %1 länger.</translation>
    </message>
    <message>
        <source>Previous text</source>
        <translation>Voriger Text</translation>
    </message>
    <message>
        <source>Texts come first, under “Data”.</source>
        <translation>Zuerst kommen Texte, unter „Daten“.</translation>
    </message>
    <message>
        <source>This text has %1 tokens; at most %2 are read.</source>
        <translation>Dieser Text hat %1 Token; höchstens %2 werden gelesen.</translation>
    </message>
    <message>
        <source>What is struck through is cut off.</source>
        <translation>Durchgestrichenes wird abgeschnitten.</translation>
    </message>
    <message>
        <source>What the model reads</source>
        <translation>Was das Modell liest</translation>
    </message>
    <message>
        <source>from your texts</source>
        <translation>nach Ihren Texten</translation>
    </message>
</context>
<context>
    <name>ReadyLine</name>
    <message>
        <source>Getting ready to look into models. You can choose one meanwhile.</source>
        <translation>Wird vorbereitet, um in Modelle hineinzusehen. Sie können inzwischen eines wählen.</translation>
    </message>
</context>
<context>
    <name>RecentProjects</name>
    <message>
        <source>Projects that you make or open appear here.</source>
        <translation>Angelegte oder geöffnete Projekte erscheinen hier.</translation>
    </message>
    <message>
        <source>Take off this list</source>
        <translation>Aus dieser Liste nehmen</translation>
    </message>
    <message>
        <source>not found: moved, or the drive is not there</source>
        <translation>nicht gefunden: verschoben, oder das Laufwerk fehlt</translation>
    </message>
</context>
<context>
    <name>RecipeForm</name>
    <message>
        <source>Back to the preset</source>
        <translation>Zur Voreinstellung</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Berechnung</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Mend what is marked, then save.</source>
        <translation>Erst beheben, was markiert ist, dann speichern.</translation>
    </message>
    <message>
        <source>New last layers</source>
        <translation>Neue letzte Schichten</translation>
    </message>
    <message>
        <source>Open a recipe</source>
        <translation>Rezept öffnen</translation>
    </message>
    <message>
        <source>Open a recipe…</source>
        <translation>Rezept öffnen…</translation>
    </message>
    <message>
        <source>Phases, one after another.</source>
        <translation>Stufen (Phasen), eine nach der anderen.</translation>
    </message>
    <message>
        <source>Recipes (*.toml)</source>
        <translation>Rezepte (*.toml)</translation>
    </message>
    <message>
        <source>Save this recipe</source>
        <translation>Rezept speichern</translation>
    </message>
    <message>
        <source>Save this recipe…</source>
        <translation>Rezept speichern…</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>The recipe is saved as %1.</source>
        <translation>Das Rezept ist als %1 gespeichert.</translation>
    </message>
    <message>
        <source>Variations of the training images</source>
        <translation>Abwandlungen der Trainingsbilder</translation>
    </message>
    <message>
        <source>What the model sees</source>
        <translation>Was das Modell sieht</translation>
    </message>
</context>
<context>
    <name>RecommendedPage</name>
    <message>
        <source>%1 layers stay, the old output goes, new last layers come on top</source>
        <translation>%1 Schichten bleiben, der alte Ausgang fällt weg, neue letzte Schichten kommen darauf</translation>
    </message>
    <message>
        <source>A pretrained model has read many texts and knows words and what they mean together. Its last layers are removed, and new ones learn your classes.</source>
        <translation>Ein vortrainiertes Modell hat viele Texte gelesen und kennt Wörter und was sie zusammen bedeuten. Seine letzten Schichten werden entfernt, und neue lernen Ihre Klassen.</translation>
    </message>
    <message>
        <source>A pretrained model has seen many images and knows edges, textures and parts. Its last layers are removed, and new ones learn your classes.</source>
        <translation>Ein vortrainiertes Modell hat viele Bilder gesehen und kennt Kanten, Texturen und Teile. Seine letzten Schichten werden entfernt, und neue lernen Ihre Klassen.</translation>
    </message>
    <message>
        <source>Add a model from a file…</source>
        <translation>Modell aus Datei hinzufügen…</translation>
    </message>
    <message numerus="yes">
        <source>All %n models</source>
        <translation>
            <numerusform>Alle %n Modelle</numerusform>
            <numerusform>Alle %n Modelle</numerusform>
        </translation>
    </message>
    <message>
        <source>Also on this computer</source>
        <translation>Auch auf diesem Rechner</translation>
    </message>
    <message>
        <source>Better, to be downloaded</source>
        <translation>Besser, noch herunterzuladen</translation>
    </message>
    <message>
        <source>Bring it here… (%1)</source>
        <translation>Herholen… (%1)</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>How to bring it here</source>
        <translation>Wie es herkommt</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Most accurate, to be downloaded</source>
        <translation>Am genauesten, noch herunterzuladen</translation>
    </message>
    <message>
        <source>On photographs, %1 is better (%2).</source>
        <translation>Auf Fotos ist %1 besser (%2).</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>Empfohlen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Take models from a USB stick…</source>
        <translation>Modelle vom USB-Stick…</translation>
    </message>
    <message>
        <source>This one is for trying out: it has seen drawn shapes alone.</source>
        <translation>Dieses dient zum Ausprobieren: Es hat nur gezeichnete Formen gesehen.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Use recommended</source>
        <translation>Empfohlenes verwenden</translation>
    </message>
    <message>
        <source>Use this one</source>
        <translation>Dieses verwenden</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>about %1 for Standard</source>
        <translation>etwa %1 für Standard</translation>
    </message>
    <message>
        <source>being measured…</source>
        <translation>wird gemessen…</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>noch nicht gemessen</translation>
    </message>
</context>
<context>
    <name>ReportContext</name>
    <message>
        <source> from %1 groups</source>
        <translation> aus %1 Gruppen</translation>
    </message>
    <message>
        <source>%1 Based on %2 images</source>
        <translation>%1 Beruht auf %2 Bildern</translation>
    </message>
    <message>
        <source>%1 Based on %2 texts</source>
        <translation>%1 Beruht auf %2 Texten</translation>
    </message>
    <message>
        <source>Intervals: 95 %, %1.</source>
        <translation>Intervalle: 95 %, %1.</translation>
    </message>
    <message>
        <source>final test</source>
        <translation>Abschlusstest</translation>
    </message>
    <message>
        <source>images of all folds</source>
        <translation>Bilder aller Teile</translation>
    </message>
    <message>
        <source>texts of all folds</source>
        <translation>Texte aller Teile</translation>
    </message>
    <message>
        <source>tuning images</source>
        <translation>Abstimmbilder</translation>
    </message>
    <message>
        <source>tuning texts</source>
        <translation>Abstimmtexte</translation>
    </message>
</context>
<context>
    <name>ReportSaving</name>
    <message>
        <source>It holds names of files and groups. Look whether one tells who a person is before you share it.</source>
        <translation>Er enthält Namen von Dateien und Gruppen. Sehen Sie nach, ob einer verrät, wer eine Person ist, bevor Sie ihn weitergeben.</translation>
    </message>
    <message>
        <source>It holds no images, and no names of files, groups or patients.</source>
        <translation>Er enthält keine Bilder und keine Namen von Dateien, Gruppen oder Patienten.</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>PDF to print and send (*.pdf)</source>
        <translation>PDF zum Drucken und Verschicken (*.pdf)</translation>
    </message>
    <message>
        <source>Save it again with these names</source>
        <translation>Noch einmal mit diesen Namen speichern</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>The report is saved as %1.</source>
        <translation>Der Bericht ist als %1 gespeichert.</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Webseite (*.html)</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Bericht wird geschrieben</translation>
    </message>
</context>
<context>
    <name>Resolving</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Another answer</source>
        <translation>Andere Antwort</translation>
    </message>
    <message>
        <source>Enough for now</source>
        <translation>Genug für jetzt</translation>
    </message>
    <message>
        <source>Image that readers disagree on</source>
        <translation>Bild, bei dem zwei Personen abweichen</translation>
    </message>
    <message>
        <source>Read blindly</source>
        <translation>Blind beurteilen</translation>
    </message>
    <message>
        <source>Text that readers disagree on</source>
        <translation>Text, bei dem zwei Personen abweichen</translation>
    </message>
    <message>
        <source>The first label</source>
        <translation>Die erste Beschriftung</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Which answer holds?</source>
        <translation>Welche Antwort gilt?</translation>
    </message>
    <message>
        <source>disagreement resolved</source>
        <translation>Abweichung geklärt</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>rückgängig gemacht</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>%1: no image.</source>
        <translation>%1: kein Bild.</translation>
    </message>
    <message>
        <source>%1: no text.</source>
        <translation>%1: kein Text.</translation>
    </message>
    <message numerus="yes">
        <source>%n mistake(s), the surest first</source>
        <translation>
            <numerusform>%n Fehler, die sichersten zuerst</numerusform>
            <numerusform>%n Fehler, die sichersten zuerst</numerusform>
        </translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Cross-validation</source>
        <translation>Kreuzvalidierung</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Decide on the tuning images, before the final test is opened: choices made after looking at it make its numbers too good.</source>
        <translation>Entscheiden Sie an den Abstimmbildern, bevor der Abschlusstest geöffnet wird: Entscheidungen nach einem Blick auf ihn machen seine Zahlen zu gut.</translation>
    </message>
    <message>
        <source>Decide on the tuning texts, before the final test is opened: choices made after looking at it make its numbers too good.</source>
        <translation>Entscheiden Sie an den Abstimmtexten, bevor der Abschlusstest geöffnet wird: Entscheidungen nach einem Blick auf ihn machen seine Zahlen zu gut.</translation>
    </message>
    <message>
        <source>For a paper</source>
        <translation>Für einen Artikel</translation>
    </message>
    <message>
        <source>How sure</source>
        <translation>Wie sicher</translation>
    </message>
    <message>
        <source>Labels that are probably wrong</source>
        <translation>Beschriftungen, die wahrscheinlich falsch sind</translation>
    </message>
    <message numerus="yes">
        <source>Look at %n suspicious label(s)</source>
        <translation>
            <numerusform>%n verdächtige Beschriftung ansehen</numerusform>
            <numerusform>%n verdächtige Beschriftungen ansehen</numerusform>
        </translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>Runs side by side</source>
        <translation>Läufe nebeneinander</translation>
    </message>
    <message>
        <source>Subgroups</source>
        <translation>Untergruppen</translation>
    </message>
    <message>
        <source>Training and tuning images whose label does not fit what similar images are labelled (confident learning); correct them here.</source>
        <translation>Trainings- und Abstimmbilder, deren Beschriftung nicht zu der von ähnlichen Bildern passt (Confident Learning); hier lassen sich diese berichtigen.</translation>
    </message>
    <message>
        <source>Training and tuning texts whose label does not fit what similar texts are labelled (confident learning); correct them here.</source>
        <translation>Trainings- und Abstimmtexte, deren Beschriftung nicht zu der von ähnlichen Texten passt (Confident Learning); hier lassen sich diese berichtigen.</translation>
    </message>
</context>
<context>
    <name>RunBar</name>
    <message>
        <source>%1 images a second</source>
        <translation>%1 Bilder je Sekunde</translation>
    </message>
    <message>
        <source>%1 texts a second</source>
        <translation>%1 Texte je Sekunde</translation>
    </message>
    <message>
        <source>Does not wait; what was saved is safe and can be resumed.</source>
        <translation>Wartet nicht; Gespeichertes ist sicher und lässt sich fortsetzen.</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>End at once</source>
        <translation>Sofort beenden</translation>
    </message>
    <message>
        <source>Ends the training and keeps the best network so far.</source>
        <translation>Beendet das Training und behält das bisher beste Netz.</translation>
    </message>
    <message>
        <source>GPU memory %1</source>
        <translation>GPU-Speicher %1</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stage %1 of %2, %3: pass %4 of %5</source>
        <translation>Stufe %1 von %2, %3: Durchgang %4 von %5</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stopping after this step; the best network is kept.</source>
        <translation>Hält nach diesem Schritt an; das beste Netz bleibt.</translation>
    </message>
    <message>
        <source>Take out of the queue</source>
        <translation>Aus der Warteschlange nehmen</translation>
    </message>
    <message>
        <source>Trade places with the training that waits before it.</source>
        <translation>Den Platz mit dem Training davor tauschen.</translation>
    </message>
    <message>
        <source>Trained. Measuring it on the tuning images …</source>
        <translation>Trainiert. Wird auf den Abstimmbildern gemessen …</translation>
    </message>
    <message>
        <source>Trained. Measuring it on the tuning texts …</source>
        <translation>Trainiert. Wird auf den Abstimmtexten gemessen …</translation>
    </message>
    <message numerus="yes">
        <source>Waits for its turn: number %n in the queue.</source>
        <translation>
            <numerusform>Wartet: Nummer %n in der Schlange.</numerusform>
            <numerusform>Wartet: Nummer %n in der Schlange.</numerusform>
        </translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>noch etwa %1</translation>
    </message>
    <message>
        <source>learning rate %1</source>
        <translation>Lernrate %1</translation>
    </message>
    <message>
        <source>memory %1</source>
        <translation>Speicher %1</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>auf %1</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>wird angehalten</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>dauerte %1</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>you may close this window</source>
        <translation>das Fenster darf geschlossen werden</translation>
    </message>
</context>
<context>
    <name>RunView</name>
    <message>
        <source>How far the training is</source>
        <translation>Wie weit das Training ist</translation>
    </message>
</context>
<context>
    <name>RunningPage</name>
    <message>
        <source>Progress of the import</source>
        <translation>Fortschritt des Imports</translation>
    </message>
    <message>
        <source>You may look at other steps meanwhile; the import goes on.</source>
        <translation>Andere Schritte sind inzwischen zugänglich; der Import läuft weiter.</translation>
    </message>
</context>
<context>
    <name>RunsList</name>
    <message>
        <source>Trainings of this project</source>
        <translation>Trainings dieses Projekts</translation>
    </message>
</context>
<context>
    <name>RunsModel</name>
    <message>
        <source>stopping</source>
        <translation>wird angehalten</translation>
    </message>
    <message>
        <source>waits, number %1 in the queue</source>
        <translation>wartet, Platz %1 in der Warteschlange</translation>
    </message>
</context>
<context>
    <name>ScatterPlot</name>
    <message>
        <source>Map of similar images</source>
        <translation>Karte ähnlicher Bilder</translation>
    </message>
    <message>
        <source>Map of similar texts</source>
        <translation>Karte ähnlicher Texte</translation>
    </message>
    <message>
        <source>○ mistake</source>
        <translation>○ Fehler</translation>
    </message>
</context>
<context>
    <name>SeeingChoice</name>
    <message>
        <source>%1 shuffled: rank correlation %2, structural similarity %3</source>
        <translation>%1 gemischt: Rangkorrelation %2, strukturelle Ähnlichkeit %3</translation>
    </message>
    <message>
        <source>Advanced: how to see why</source>
        <translation>Erweitert: wie man sieht, warum</translation>
    </message>
    <message>
        <source>Attention rollout: for transformers, the same for every class.</source>
        <translation>Attention Rollout: für Transformer, für jede Klasse gleich.</translation>
    </message>
    <message>
        <source>Check this map</source>
        <translation>Diese Karte prüfen</translation>
    </message>
    <message>
        <source>Comparing with a model that knows nothing…</source>
        <translation>Vergleich mit einem Modell, das nichts weiß …</translation>
    </message>
    <message>
        <source>Grad-CAM: quick and coarse; for every kind of network.</source>
        <translation>Grad-CAM: schnell und grob; für jede Art von Netz.</translation>
    </message>
    <message>
        <source>How to see why</source>
        <translation>Wie man sieht, warum</translation>
    </message>
    <message>
        <source>Integrated gradients: fine, slower; for every kind of network.</source>
        <translation>Integrierte Gradienten: fein, langsamer; für jede Art von Netz.</translation>
    </message>
    <message>
        <source>Shuffles what a copy of the model has learned and looks whether the map changes (randomised-model check, Adebayo et al. 2018).</source>
        <translation>Mischt, was eine Kopie des Modells gelernt hat, und sieht nach, ob die Karte sich ändert (Prüfung mit zufälligem Modell, Adebayo et al. 2018).</translation>
    </message>
    <message>
        <source>What each pixel adds</source>
        <translation>Was jedes Pixel beiträgt</translation>
    </message>
    <message>
        <source>Where the class is seen</source>
        <translation>Wo die Klasse gesehen wird</translation>
    </message>
    <message>
        <source>Which patches the answer draws on</source>
        <translation>Aus welchen Feldern die Antwort schöpft</translation>
    </message>
</context>
<context>
    <name>SeesPage</name>
    <message>
        <source>Images come first, under “Data”.</source>
        <translation>Zuerst kommen Bilder, unter „Daten“.</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>Small things may vanish: what is %1 pixels wide becomes %2. A larger image size shows more of them; or crop the images around what matters.</source>
        <translation>Kleines kann verschwinden: was %1 Pixel breit ist, wird %2. Eine größere Bildgröße zeigt mehr davon; oder schneiden Sie die Bilder um das herum aus, worauf es ankommt.</translation>
    </message>
    <message>
        <source>The original</source>
        <translation>Das Original</translation>
    </message>
    <message>
        <source>What the model sees</source>
        <translation>Was das Modell sieht</translation>
    </message>
</context>
<context>
    <name>SendBack</name>
    <message numerus="yes">
        <source>%n image(s) are added.</source>
        <translation>
            <numerusform>%n Bild ist hinzugefügt.</numerusform>
            <numerusform>%n Bilder sind hinzugefügt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) are added.</source>
        <translation>
            <numerusform>%n Text ist hinzugefügt.</numerusform>
            <numerusform>%n Texte sind hinzugefügt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were there already and stay as they are.</source>
        <translation>
            <numerusform>%n war schon da und bleibt, wie es ist.</numerusform>
            <numerusform>%n waren schon da und bleiben, wie sie sind.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n image(s) to this project?</source>
        <translation>
            <numerusform>%n Bild in dieses Projekt übernehmen?</numerusform>
            <numerusform>%n Bilder in dieses Projekt übernehmen?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n text(s) to this project?</source>
        <translation>
            <numerusform>%n Text in dieses Projekt übernehmen?</numerusform>
            <numerusform>%n Texte in dieses Projekt übernehmen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Add them</source>
        <translation>Übernehmen</translation>
    </message>
    <message numerus="yes">
        <source>Adding %n image(s)</source>
        <translation>
            <numerusform>%n Bild wird übernommen</numerusform>
            <numerusform>%n Bilder werden übernommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Adding %n text(s)</source>
        <translation>
            <numerusform>%n Text wird übernommen</numerusform>
            <numerusform>%n Texte werden übernommen</numerusform>
        </translation>
    </message>
    <message>
        <source>All of these belong to the final test.</source>
        <translation>Alle diese gehören zum Abschlusstest.</translation>
    </message>
    <message>
        <source>Go to Data</source>
        <translation>Zu den Daten</translation>
    </message>
    <message>
        <source>In Data, accept or correct the labels that the model suggests.</source>
        <translation>Unter Daten die Beschriftungen annehmen oder berichtigen, die das Modell vorschlägt.</translation>
    </message>
    <message>
        <source>None of these images has an answer to send back.</source>
        <translation>Keines dieser Bilder hat eine Antwort zum Übernehmen.</translation>
    </message>
    <message>
        <source>None of these texts has an answer to send back.</source>
        <translation>Keiner dieser Texte hat eine Antwort zum Übernehmen.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Stopped. What was added so far stays.</source>
        <translation>Angehalten. Was bisher übernommen wurde, bleibt.</translation>
    </message>
    <message>
        <source>Suggesting labels</source>
        <translation>Beschriftungen werden vorgeschlagen</translation>
    </message>
    <message>
        <source>The files stay where they are. They come without a label: in Data the newest model&apos;s answer stands beside each as a suggestion to accept or correct, and only then it counts. A few are set aside to be labelled unseen. Images that the project holds already are not changed; those of the final test, and copies of them, are left out.</source>
        <translation>Die Dateien bleiben, wo sie sind. Sie kommen ohne Beschriftung: Unter Daten steht die Antwort des neuesten Modells als Vorschlag daneben, zum Annehmen oder Berichtigen, und erst dann zählt sie. Einige werden zurückgelegt, um ungesehen beschriftet zu werden. Bilder, die schon im Projekt sind, ändern sich nicht; die des Abschlusstests und Kopien von ihnen bleiben weg.</translation>
    </message>
    <message>
        <source>The images are being added…</source>
        <translation>Die Bilder werden übernommen…</translation>
    </message>
    <message>
        <source>The model looks at what has no label…</source>
        <translation>Das Modell sieht sich an, was keine Beschriftung hat…</translation>
    </message>
    <message>
        <source>The source stays as it is. They come without a label: in Data the newest model&apos;s answer stands beside each as a suggestion to accept or correct, and only then it counts. A few are set aside to be labelled unseen. Texts that the project holds already are not changed; those of the final test, and copies of them, are left out.</source>
        <translation>Die Quelle bleibt, wie sie ist. Die Texte kommen ohne Beschriftung: Unter Daten steht die Antwort des neuesten Modells als Vorschlag daneben, zum Annehmen oder Berichtigen, und erst dann zählt sie. Einige werden zurückgelegt, um ungesehen beschriftet zu werden. Texte, die schon im Projekt sind, ändern sich nicht; die des Abschlusstests und Kopien von ihnen bleiben weg.</translation>
    </message>
    <message>
        <source>The texts are being added…</source>
        <translation>Die Texte werden übernommen…</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Bring it back, then open the project again.</source>
        <translation>Bringen Sie ihn zurück und öffnen Sie das Projekt dann neu.</translation>
    </message>
    <message>
        <source>Not saved: the folder of this project is not there any more.</source>
        <translation>Nicht gespeichert: Der Ordner dieses Projekts ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Save a copy first.</source>
        <translation>Zuerst eine Kopie speichern.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Apple GPU</source>
        <translation>Apple-GPU</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Asked when you label first</source>
        <translation>Wird beim ersten Beschriften gefragt</translation>
    </message>
    <message>
        <source>Cache of each project</source>
        <translation>Zwischenspeicher je Projekt</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Compute on</source>
        <translation>Rechnen auf</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Models: %1
Caches: %2
Settings: %3</source>
        <translation>Modelle: %1
Zwischenspeicher: %2
Einstellungen: %3</translation>
    </message>
    <message>
        <source>NVIDIA GPU</source>
        <translation>NVIDIA-GPU</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Never offer a download</source>
        <translation>Nie einen Download anbieten</translation>
    </message>
    <message>
        <source>New projects in</source>
        <translation>Neue Projekte in</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>The fastest that works</source>
        <translation>Das Schnellste, was geht</translation>
    </message>
    <message>
        <source>The language changes when the program starts again.</source>
        <translation>Die Sprache wechselt beim nächsten Start des Programms.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Your documents folder</source>
        <translation>Ihr Dokumentenordner</translation>
    </message>
    <message>
        <source>Your name on labels</source>
        <translation>Ihr Name auf Beschriftungen</translation>
    </message>
</context>
<context>
    <name>ShareEditor</name>
    <message>
        <source>Final test</source>
        <translation>Abschlusstest</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Wie</translation>
    </message>
    <message>
        <source>Number of divisions</source>
        <translation>Anzahl der Aufteilungen</translation>
    </message>
    <message>
        <source>One division (hold-out)</source>
        <translation>Eine Aufteilung (Hold-out)</translation>
    </message>
    <message>
        <source>Seed of the split</source>
        <translation>Startwert der Aufteilung</translation>
    </message>
    <message>
        <source>Several divisions (cross-validation)</source>
        <translation>Mehrere Aufteilungen (Kreuzvalidierung)</translation>
    </message>
    <message>
        <source>Together they may take 90 % at most.</source>
        <translation>Zusammen dürfen sie höchstens 90 % nehmen.</translation>
    </message>
    <message>
        <source>Tuning images</source>
        <translation>Abstimmbilder</translation>
    </message>
    <message>
        <source>Tuning texts</source>
        <translation>Abstimmtexte</translation>
    </message>
</context>
<context>
    <name>SharePage</name>
    <message numerus="yes">
        <source>%n proof(s) cannot be read.</source>
        <translation>
            <numerusform>%n Nachweis ist unlesbar.</numerusform>
            <numerusform>%n Nachweise sind unlesbar.</numerusform>
        </translation>
    </message>
    <message>
        <source>A model that reads texts cannot be saved as a file of its own yet: its answers would have to be proven outside of this program first. It works here and on the command line; a copy of the whole project works on other computers.</source>
        <translation>Ein Modell, das Texte liest, kann noch nicht als eigene Datei gespeichert werden: Erst müssten seine Antworten außerhalb dieses Programms bewiesen werden. Es arbeitet hier und auf der Kommandozeile; eine Kopie des ganzen Projekts arbeitet auf anderen Rechnern.</translation>
    </message>
    <message>
        <source>Change the folder of exports</source>
        <translation>Den Ordner der Exporte ändern</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Exports so far</source>
        <translation>Bisherige Exporte</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Folder for the model</source>
        <translation>Ordner für das Modell</translation>
    </message>
    <message>
        <source>For a colleague or a paper</source>
        <translation>Für eine Kollegin oder eine Veröffentlichung</translation>
    </message>
    <message numerus="yes">
        <source>It names %n image(s), patients, plates or the like: %1</source>
        <translation>
            <numerusform>Er nennt %n Bild, Patienten, Platten oder Ähnliches: %1</numerusform>
            <numerusform>Er nennt %n Bilder, Patienten, Platten oder Ähnliches: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It names %n text(s), patients, plates or the like: %1</source>
        <translation>
            <numerusform>Er nennt %n Text, Verfasser oder Ähnliches: %1</numerusform>
            <numerusform>Er nennt %n Texte, Verfasser oder Ähnliches: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>It shows images: names may be burned into them. Look before you share.</source>
        <translation>Er zeigt Bilder: Namen können eingebrannt sein. Vor dem Weitergeben ansehen.</translation>
    </message>
    <message>
        <source>It shows texts, which may tell names. Read before you share.</source>
        <translation>Er zeigt Texte, in denen Namen stehen können. Vor dem Weitergeben lesen.</translation>
    </message>
    <message>
        <source>Look at the report</source>
        <translation>Den Bericht ansehen</translation>
    </message>
    <message>
        <source>Looking for the formats…</source>
        <translation>Die Formate werden gesucht…</translation>
    </message>
    <message>
        <source>Nothing yet: save the model above.</source>
        <translation>Noch nichts: Oben das Modell speichern.</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Nachweis</translation>
    </message>
    <message>
        <source>Puts the report and the model with its proof into one new folder. A colleague opens the model with “Use a model I was given”, without a project.</source>
        <translation>Legt Bericht und Modell mit seinem Nachweis in einen neuen Ordner. Wer das Modell bekommt, öffnet es mit „Ein erhaltenes Modell nutzen“, ohne Projekt.</translation>
    </message>
    <message>
        <source>Report, model and proof are in %1.</source>
        <translation>Bericht, Modell und Nachweis sind in %1.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Save report and model to share…</source>
        <translation>Bericht und Modell speichern…</translation>
    </message>
    <message>
        <source>Save the model</source>
        <translation>Modell speichern</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Saved so far</source>
        <translation>Bisher gespeichert</translation>
    </message>
    <message>
        <source>Share it as it is</source>
        <translation>So weitergeben</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Some formats cannot be used here: %1.</source>
        <translation>Einige Formate sind hier nicht möglich: %1.</translation>
    </message>
    <message>
        <source>The file is no longer there.</source>
        <translation>Die Datei ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The model is saved and proven first…</source>
        <translation>Das Modell wird zuerst gespeichert und geprüft…</translation>
    </message>
    <message>
        <source>The project cannot be changed: choose a folder for the model.</source>
        <translation>Das Projekt ist nicht änderbar: einen Ordner für das Modell wählen.</translation>
    </message>
    <message>
        <source>The report tells more than the model does.</source>
        <translation>Der Bericht verrät mehr als das Modell.</translation>
    </message>
    <message>
        <source>Where the new folder with report and model goes</source>
        <translation>Wohin der neue Ordner mit Bericht und Modell kommt</translation>
    </message>
    <message>
        <source>into %1</source>
        <translation>nach %1</translation>
    </message>
</context>
<context>
    <name>ShortcutsPage</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was sie tun</translation>
    </message>
</context>
<context>
    <name>SplitView</name>
    <message>
        <source> of %1</source>
        <translation> von %1</translation>
    </message>
    <message numerus="yes">
        <source>%n labelled image(s)</source>
        <translation>
            <numerusform>%n beschriftetes Bild</numerusform>
            <numerusform>%n beschriftete Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n labelled text(s)</source>
        <translation>
            <numerusform>%n beschrifteter Text</numerusform>
            <numerusform>%n beschriftete Texte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n without a label</source>
        <translation>
            <numerusform>, %n ohne Beschriftung</numerusform>
            <numerusform>, %n ohne Beschriftung</numerusform>
        </translation>
    </message>
    <message>
        <source>Divide them otherwise</source>
        <translation>Anders aufteilen</translation>
    </message>
    <message>
        <source>Dividing the images anew</source>
        <translation>Die Bilder werden neu aufgeteilt</translation>
    </message>
    <message>
        <source>Dividing the texts anew</source>
        <translation>Die Texte werden neu aufgeteilt</translation>
    </message>
    <message>
        <source>Every class should be seen in every part.</source>
        <translation>Jede Klasse sollte in jedem Teil vorkommen.</translation>
    </message>
    <message>
        <source>How the images are divided</source>
        <translation>Wie die Bilder aufgeteilt sind</translation>
    </message>
    <message>
        <source>How the texts are divided</source>
        <translation>Wie die Texte aufgeteilt sind</translation>
    </message>
    <message>
        <source>Images of each class, by part</source>
        <translation>Bilder jeder Klasse, nach Teil</translation>
    </message>
    <message>
        <source>Images that belong together and copies stay on one side in any case.</source>
        <translation>Zusammengehörige Bilder und Kopien bleiben in jedem Fall auf einer Seite.</translation>
    </message>
    <message>
        <source>Look at them…</source>
        <translation>Ansehen…</translation>
    </message>
    <message>
        <source>Make it anew all the same</source>
        <translation>Trotzdem neu machen</translation>
    </message>
    <message>
        <source>Make the split anew</source>
        <translation>Neu aufteilen</translation>
    </message>
    <message>
        <source>Making the split anew cannot be undone.</source>
        <translation>Neues Aufteilen lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Models were trained already: their results rest on the split as it was.</source>
        <translation>Modelle wurden schon trainiert: Ihre Ergebnisse beruhen auf der bisherigen Aufteilung.</translation>
    </message>
    <message>
        <source>Texts of each class, by part</source>
        <translation>Texte jeder Klasse, nach Teil</translation>
    </message>
    <message>
        <source>Texts that belong together and copies stay on one side in any case.</source>
        <translation>Zusammengehörige Texte und Kopien bleiben in jedem Fall auf einer Seite.</translation>
    </message>
    <message>
        <source>The final test is locked. It was never opened.</source>
        <translation>Der Abschlusstest ist gesperrt. Er wurde nie geöffnet.</translation>
    </message>
    <message numerus="yes">
        <source>The final test was opened %n time(s), last for the run %1.</source>
        <translation>
            <numerusform>Der Abschlusstest wurde %n-mal geöffnet, zuletzt für den Lauf %1.</numerusform>
            <numerusform>Der Abschlusstest wurde %n-mal geöffnet, zuletzt für den Lauf %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>The final test was opened: images of it may now train a model.</source>
        <translation>Der Abschlusstest wurde geöffnet: Seine Bilder können nun ein Modell trainieren.</translation>
    </message>
    <message>
        <source>The final test was opened: texts of it may now train a model.</source>
        <translation>Der Abschlusstest wurde geöffnet: Seine Texte können nun ein Modell trainieren.</translation>
    </message>
    <message>
        <source>The split was made anew.</source>
        <translation>Die Bilder wurden neu aufgeteilt.</translation>
    </message>
    <message>
        <source>The terms of the field: training, validation and test split.</source>
        <translation>Die Fachbegriffe: Trainings-, Validierungs- und Test-Split.</translation>
    </message>
    <message>
        <source>There are no images yet: import a folder or a table first.</source>
        <translation>Es gibt noch keine Bilder: zuerst einen Ordner oder eine Tabelle importieren.</translation>
    </message>
    <message>
        <source>There are no texts yet: import a folder or a table first.</source>
        <translation>Es gibt noch keine Texte: zuerst einen Ordner oder eine Tabelle importieren.</translation>
    </message>
    <message>
        <source>There is no final test: results rest on tuning images.</source>
        <translation>Es gibt keinen Abschlusstest: Ergebnisse beruhen auf Abstimmbildern.</translation>
    </message>
    <message>
        <source>There is no final test: results rest on tuning texts.</source>
        <translation>Es gibt keinen Abschlusstest: Ergebnisse beruhen auf Abstimmtexten.</translation>
    </message>
    <message>
        <source>They are divided as soon as some have labels.</source>
        <translation>Sie werden aufgeteilt, sobald einige beschriftet sind.</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>Gut zu wissen</translation>
    </message>
</context>
<context>
    <name>StackPicture</name>
    <message>
        <source>%1 parameters</source>
        <translation>%1 Parameter</translation>
    </message>
    <message>
        <source>GELU</source>
        <translation>GELU</translation>
    </message>
    <message>
        <source>Keep as it is. What lies below this line does not learn (frozen).</source>
        <translation>Unverändert lassen. Was unter dieser Linie liegt, lernt nicht (eingefroren).</translation>
    </message>
    <message>
        <source>Keep as it is: %1 of %2 layers below this line</source>
        <translation>Unverändert lassen: %1 von %2 Schichten unter dieser Linie</translation>
    </message>
    <message>
        <source>Keep everything up to %1 as it is</source>
        <translation>Alles bis %1 unverändert lassen</translation>
    </message>
    <message>
        <source>Kept as it is: it does not learn (frozen).</source>
        <translation>Bleibt unverändert: lernt nicht (eingefroren).</translation>
    </message>
    <message>
        <source>Layers of the model, from the input at the bottom up</source>
        <translation>Schichten des Modells, vom Eingang unten nach oben</translation>
    </message>
    <message>
        <source>Learns from your images (fine-tuned).</source>
        <translation>Lernt aus Ihren Bildern (Fine-Tuning).</translation>
    </message>
    <message>
        <source>Learns from your texts (fine-tuned).</source>
        <translation>Lernt aus Ihren Texten (Fine-Tuning).</translation>
    </message>
    <message>
        <source>Output: %1 (channels × height × width)</source>
        <translation>Ausgang: %1 (Kanäle × Höhe × Breite)</translation>
    </message>
    <message>
        <source>Output: %1 (tokens × width)</source>
        <translation>Ausgabe: %1 (Token × Breite)</translation>
    </message>
    <message>
        <source>Remove everything after %1</source>
        <translation>Alles nach %1 entfernen</translation>
    </message>
    <message>
        <source>Remove from here. What lies above this line goes (the cut).</source>
        <translation>Ab hier entfernen. Was über dieser Linie liegt, fällt weg (Schnitt).</translation>
    </message>
    <message>
        <source>Remove from here: %1 of %2 layers stay, the last is %3</source>
        <translation>Ab hier entfernen: %1 von %2 Schichten bleiben, die letzte ist %3</translation>
    </message>
    <message>
        <source>Removed.</source>
        <translation>Entfernt.</translation>
    </message>
    <message>
        <source>dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>kept as it is</source>
        <translation>bleibt unverändert</translation>
    </message>
    <message>
        <source>layer norm</source>
        <translation>Layer-Norm</translation>
    </message>
    <message>
        <source>learns</source>
        <translation>lernt</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>new last layers</source>
        <translation>neue letzte Schichten</translation>
    </message>
    <message>
        <source>new linear layer</source>
        <translation>neue lineare Schicht</translation>
    </message>
    <message>
        <source>normalise</source>
        <translation>normalisieren</translation>
    </message>
    <message>
        <source>old output layers</source>
        <translation>alte Ausgangsschichten</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
</context>
<context>
    <name>StageTable</name>
    <message>
        <source>A stage (phase) trains some layers with a rate of its own.</source>
        <translation>Eine Stufe (Phase) trainiert einige Schichten mit eigener Rate.</translation>
    </message>
    <message>
        <source>Add a stage</source>
        <translation>Stufe hinzufügen</translation>
    </message>
    <message>
        <source>all blocks</source>
        <translation>alle Blöcke</translation>
    </message>
    <message>
        <source>from block %1: %2</source>
        <translation>ab Block %1: %2</translation>
    </message>
    <message>
        <source>new layers only</source>
        <translation>nur neue Schichten</translation>
    </message>
    <message>
        <source>stage %1</source>
        <translation>Stufe %1</translation>
    </message>
</context>
<context>
    <name>StartView</name>
    <message numerus="yes">
        <source> (%n times)</source>
        <translation>
            <numerusform> (%n-mal)</numerusform>
            <numerusform> (%n-mal)</numerusform>
        </translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Bring them back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Choose another model</source>
        <translation>Anderes Modell wählen</translation>
    </message>
    <message>
        <source>Ctrl+Return</source>
        <translation>Strg+Eingabe</translation>
    </message>
    <message>
        <source>How many trainings with different seeds</source>
        <translation>Wie viele Trainings mit verschiedenen Startwerten</translation>
    </message>
    <message>
        <source>Pretrained model: %1</source>
        <translation>Vortrainiertes Modell: %1</translation>
    </message>
    <message>
        <source>Repeats show how much chance there is in the result.</source>
        <translation>Wiederholungen zeigen, wie viel Zufall im Ergebnis steckt.</translation>
    </message>
    <message>
        <source>Something in the recipe is marked as wrong.</source>
        <translation>Im Rezept ist etwas als falsch markiert.</translation>
    </message>
    <message>
        <source>Start %1</source>
        <translation>%1 starten</translation>
    </message>
    <message>
        <source>Start %1, changed</source>
        <translation>%1 starten, geändert</translation>
    </message>
    <message>
        <source>Start this recipe</source>
        <translation>Dieses Rezept starten</translation>
    </message>
    <message>
        <source>This model is built in for trying out; a larger one usually answers better.</source>
        <translation>Dieses Modell ist zum Ausprobieren eingebaut; ein größeres antwortet meist besser.</translation>
    </message>
    <message>
        <source>Timed here on %1, with nothing else to do: other programs make it longer, early stopping shorter.</source>
        <translation>Hier gemessen auf %1, ohne andere Arbeit: Andere Programme verlängern es, ein frühes Ende verkürzt es.</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Trainings with different seeds, one after another</source>
        <translation>Trainings mit verschiedenen Startwerten, nacheinander</translation>
    </message>
    <message>
        <source>Your changes to the recipe are put aside.</source>
        <translation>Ihre Änderungen am Rezept sind beiseitegelegt.</translation>
    </message>
    <message>
        <source>“%1” (%2) is measured beside every training, for comparison.</source>
        <translation>„%1“ (%2) wird bei jedem Training zum Vergleich mitgemessen.</translation>
    </message>
</context>
<context>
    <name>StepStrip</name>
    <message>
        <source>Add new layers</source>
        <translation>Neue Schichten hinzufügen</translation>
    </message>
    <message>
        <source>Choose a pretrained model</source>
        <translation>Vortrainiertes Modell wählen</translation>
    </message>
    <message>
        <source>Remove the last layers</source>
        <translation>Letzte Schichten entfernen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
</context>
<context>
    <name>SuggestionBar</name>
    <message numerus="yes">
        <source>%n doubtful label(s)</source>
        <translation>
            <numerusform>%n zweifelhafte Beschriftung</numerusform>
            <numerusform>%n zweifelhafte Beschriftungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n set aside to measure them honestly, label these first</source>
        <translation>
            <numerusform>%n zurückgelegt, um ehrlich zu messen; zuerst beschriften</numerusform>
            <numerusform>%n zurückgelegt, um ehrlich zu messen; zuerst beschriften</numerusform>
        </translation>
    </message>
    <message>
        <source>Every image has a label; the model was asked about each of them.</source>
        <translation>Jedes Bild hat eine Beschriftung; das Modell wurde zu jedem befragt.</translation>
    </message>
    <message>
        <source>Every text has a label; the model was asked about each of them.</source>
        <translation>Jeder Text hat eine Beschriftung; das Modell wurde zu jedem befragt.</translation>
    </message>
    <message>
        <source>Label these first</source>
        <translation>Zuerst beschriften</translation>
    </message>
    <message>
        <source>Most useful first</source>
        <translation>Nützlichste zuerst</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Suggest anew</source>
        <translation>Neu vorschlagen</translation>
    </message>
    <message>
        <source>Suggest labels</source>
        <translation>Beschriftungen vorschlagen</translation>
    </message>
    <message numerus="yes">
        <source>Suggested labels for %n image(s)</source>
        <translation>
            <numerusform>Vorgeschlagene Beschriftungen für %n Bild</numerusform>
            <numerusform>Vorgeschlagene Beschriftungen für %n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Suggested labels for %n text(s)</source>
        <translation>
            <numerusform>Vorgeschlagene Beschriftungen für %n Text</numerusform>
            <numerusform>Vorgeschlagene Beschriftungen für %n Texte</numerusform>
        </translation>
    </message>
    <message>
        <source>Suggesting labels</source>
        <translation>Beschriftungen werden vorgeschlagen</translation>
    </message>
    <message>
        <source>The model %1 can show which labels it doubts.</source>
        <translation>Das Modell %1 kann zeigen, welche Beschriftungen es bezweifelt.</translation>
    </message>
    <message numerus="yes">
        <source>The model %1 can suggest labels for %n image(s).</source>
        <translation>
            <numerusform>Das Modell %1 kann für %n Bild eine Beschriftung vorschlagen.</numerusform>
            <numerusform>Das Modell %1 kann für %n Bilder Beschriftungen vorschlagen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The model %1 can suggest labels for %n text(s).</source>
        <translation>
            <numerusform>Das Modell %1 kann für %n Text eine Beschriftung vorschlagen.</numerusform>
            <numerusform>Das Modell %1 kann für %n Texte Beschriftungen vorschlagen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The term of the field: pre-labels, active learning.</source>
        <translation>Die Fachbegriffe: Pre-Labels, aktives Lernen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>SummaryPage</name>
    <message>
        <source>%1 for the final test</source>
        <translation>%1 für den Abschlusstest</translation>
    </message>
    <message>
        <source>%1 of them were looked at so far; the rest follows with the import.</source>
        <translation>%1 davon wurden bisher angesehen; der Rest folgt beim Import.</translation>
    </message>
    <message>
        <source>%1 of them were read so far; the rest follows with the import.</source>
        <translation>%1 davon wurden bisher gelesen; der Rest folgt beim Import.</translation>
    </message>
    <message>
        <source>%1 to train</source>
        <translation>%1 zum Trainieren</translation>
    </message>
    <message>
        <source>%1 to tune</source>
        <translation>%1 zum Abstimmen</translation>
    </message>
    <message>
        <source>%1. Right?</source>
        <translation>%1. Richtig?</translation>
    </message>
    <message>
        <source>%1; originals untouched</source>
        <translation>%1; Originale bleiben unberührt</translation>
    </message>
    <message numerus="yes">
        <source>%n class(es)</source>
        <translation>
            <numerusform>%n Klasse</numerusform>
            <numerusform>%n Klassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) appear twice</source>
        <translation>
            <numerusform>%n Bild kommt doppelt vor</numerusform>
            <numerusform>%n Bilder kommen doppelt vor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) cannot be read and will be left out:</source>
        <translation>
            <numerusform>%n Bild ist unlesbar und bleibt weg:</numerusform>
            <numerusform>%n Bilder sind unlesbar und bleiben weg:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) found.</source>
        <translation>
            <numerusform>%n Bild gefunden.</numerusform>
            <numerusform>%n Bilder gefunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) without a label</source>
        <translation>
            <numerusform>%n Bild ohne Beschriftung</numerusform>
            <numerusform>%n Bilder ohne Beschriftung</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s)</source>
        <translation>
            <numerusform>%n Text</numerusform>
            <numerusform>%n Texte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) appear twice</source>
        <translation>
            <numerusform>%n Text kommt doppelt vor</numerusform>
            <numerusform>%n Texte kommen doppelt vor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) cannot be used and will be left out:</source>
        <translation>
            <numerusform>%n Text ist nicht brauchbar und bleibt weg:</numerusform>
            <numerusform>%n Texte sind nicht brauchbar und bleiben weg:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) found.</source>
        <translation>
            <numerusform>%n Text gefunden.</numerusform>
            <numerusform>%n Texte gefunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) without a label</source>
        <translation>
            <numerusform>%n Text ohne Beschriftung</numerusform>
            <numerusform>%n Texte ohne Beschriftung</numerusform>
        </translation>
    </message>
    <message>
        <source>Change the shares…</source>
        <translation>Anteile ändern…</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Copy them into the project, to take it along</source>
        <translation>Ins Projekt kopieren, um sie mitzunehmen</translation>
    </message>
    <message>
        <source>How they are divided</source>
        <translation>Wie sie aufgeteilt werden</translation>
    </message>
    <message>
        <source>Leave the files where they are</source>
        <translation>Dateien lassen, wo sie sind</translation>
    </message>
    <message>
        <source>Looking at the images</source>
        <translation>Die Bilder werden angesehen</translation>
    </message>
    <message>
        <source>Looking at the images: %1 of %2 (%3 %)</source>
        <translation>Die Bilder werden angesehen: %1 von %2 (%3 %)</translation>
    </message>
    <message>
        <source>Looking at the images: %1 so far</source>
        <translation>Die Bilder werden angesehen: bisher %1</translation>
    </message>
    <message>
        <source>Looking at the images…</source>
        <translation>Die Bilder werden angesehen…</translation>
    </message>
    <message>
        <source>New images join the division that is there; originals untouched.</source>
        <translation>Neue Bilder kommen zur bestehenden Aufteilung; Originale bleiben unberührt.</translation>
    </message>
    <message>
        <source>New texts join the division that is there; originals untouched.</source>
        <translation>Neue Texte kommen zur bestehenden Aufteilung; Originale bleiben unberührt.</translation>
    </message>
    <message>
        <source>Reading the texts</source>
        <translation>Die Texte werden gelesen</translation>
    </message>
    <message>
        <source>Reading the texts: %1 of %2 (%3 %)</source>
        <translation>Die Texte werden gelesen: %1 von %2 (%3 %)</translation>
    </message>
    <message>
        <source>Reading the texts: %1 so far</source>
        <translation>Die Texte werden gelesen: bisher %1</translation>
    </message>
    <message>
        <source>Reading the texts…</source>
        <translation>Die Texte werden gelesen…</translation>
    </message>
    <message>
        <source>The images come without labels: you label them in the next step.</source>
        <translation>Die Bilder kommen ohne Beschriftungen: Beschriftet wird im nächsten Schritt.</translation>
    </message>
    <message>
        <source>The images could not be looked at</source>
        <translation>Die Bilder ließen sich nicht ansehen</translation>
    </message>
    <message>
        <source>The texts are kept in the project; the file is not needed any more.</source>
        <translation>Die Texte werden im Projekt aufbewahrt; die Datei wird nicht mehr gebraucht.</translation>
    </message>
    <message>
        <source>The texts come without labels: you label them in the next step.</source>
        <translation>Die Texte kommen ohne Beschriftungen: Beschriftet wird im nächsten Schritt.</translation>
    </message>
    <message>
        <source>The texts could not be read</source>
        <translation>Die Texte ließen sich nicht lesen</translation>
    </message>
    <message>
        <source>They are divided as soon as there are labels; originals untouched.</source>
        <translation>Sie werden aufgeteilt, sobald es Beschriftungen gibt; Originale bleiben unberührt.</translation>
    </message>
    <message>
        <source>They are read once, to find copies and damage. Nothing is written.</source>
        <translation>Sie werden einmal gelesen, um Kopien und Schäden zu finden. Nichts wird geschrieben.</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>Gut zu wissen</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more class(es)</source>
        <translation>
            <numerusform>und %n weitere Klasse</numerusform>
            <numerusform>und %n weitere Klassen</numerusform>
        </translation>
    </message>
    <message>
        <source>no labels yet</source>
        <translation>noch keine Beschriftungen</translation>
    </message>
</context>
<context>
    <name>TableModel</name>
    <message>
        <source>too few to measure</source>
        <translation>zu wenige zum Messen</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the table to paste it into a spreadsheet</source>
        <translation>Die Tabelle kopieren, um sie in eine Tabellenkalkulation einzufügen</translation>
    </message>
</context>
<context>
    <name>TextDetail</name>
    <message>
        <source>The model read %1 of %2 tokens; what is struck through is cut off.</source>
        <translation>Das Modell hat %1 von %2 Token gelesen; Durchgestrichenes ist abgeschnitten.</translation>
    </message>
    <message>
        <source>The text that was predicted on</source>
        <translation>Der vorhergesagte Text</translation>
    </message>
</context>
<context>
    <name>TextPredictor</name>
    <message numerus="yes">
        <source>Predicting on %n image(s)…</source>
        <translation>
            <numerusform>Vorhersage auf %n Bild…</numerusform>
            <numerusform>Vorhersage auf %n Bildern…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Predicting on %n text(s)…</source>
        <translation>
            <numerusform>Vorhersage auf %n Text…</numerusform>
            <numerusform>Vorhersage auf %n Texten…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TextTable</name>
    <message numerus="yes">
        <source>%n further column(s) are not used.</source>
        <translation>
            <numerusform>%n weitere Spalte wird nicht verwendet.</numerusform>
            <numerusform>%n weitere Spalten werden nicht verwendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>Beginnt mit</translation>
    </message>
    <message>
        <source>Belongs together</source>
        <translation>Gehört zusammen</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Beschriftung</translation>
    </message>
    <message>
        <source>Name of class %1</source>
        <translation>Name der Klasse %1</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Part of the split</source>
        <translation>Teil der Aufteilung</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>The table numbers them. Without names they keep their numbers.</source>
        <translation>Die Tabelle nummeriert sie. Ohne Namen behalten sie ihre Nummern.</translation>
    </message>
    <message>
        <source>Their names were found in %1.</source>
        <translation>Ihre Namen standen in %1.</translation>
    </message>
    <message>
        <source>What %1 is</source>
        <translation>Was %1 ist</translation>
    </message>
    <message>
        <source>What are the classes called?</source>
        <translation>Wie heißen die Klassen?</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was sie ist</translation>
    </message>
</context>
<context>
    <name>TogetherPage</name>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>A pattern on the name</source>
        <translation>Ein Muster im Namen</translation>
    </message>
    <message>
        <source>Column of what belongs together</source>
        <translation>Spalte für „gehört zusammen“</translation>
    </message>
    <message>
        <source>Images of one plate, patient or camera resemble each other. They are kept on one side, so that the results hold for new plates, patients or cameras.</source>
        <translation>Bilder einer Platte, eines Patienten oder einer Kamera ähneln einander. Sie bleiben auf einer Seite, damit die Ergebnisse für neue Platten, Patienten oder Kameras gelten.</translation>
    </message>
    <message>
        <source>Longest pause within a burst</source>
        <translation>Längste Pause innerhalb einer Serie</translation>
    </message>
    <message>
        <source>Nothing: every image is independent</source>
        <translation>Nichts: Jedes Bild ist unabhängig</translation>
    </message>
    <message>
        <source>Nothing: every text is independent</source>
        <translation>Nichts: Jeder Text ist unabhängig</translation>
    </message>
    <message>
        <source>Only if no two images show the same plate, patient, animal or place.</source>
        <translation>Nur, wenn keine zwei Bilder dieselbe Platte, denselben Patienten, dasselbe Tier oder denselben Ort zeigen.</translation>
    </message>
    <message>
        <source>Only if no two texts are of one author or thread.</source>
        <translation>Nur, wenn keine zwei Texte von einem Autor oder aus einem Themenstrang sind.</translation>
    </message>
    <message>
        <source>Pattern on the name</source>
        <translation>Muster im Namen</translation>
    </message>
    <message>
        <source>Photos of one burst</source>
        <translation>Fotos einer Serie</translation>
    </message>
    <message>
        <source>Read from the PatientID inside DICOM files.</source>
        <translation>Aus der PatientID in DICOM-Dateien gelesen.</translation>
    </message>
    <message>
        <source>Taken one after the other with no longer pause than</source>
        <translation>Nacheinander aufgenommen, mit keiner längeren Pause als</translation>
    </message>
    <message>
        <source>Texts of one author, thread or document resemble each other. They are kept on one side, so that the results hold for new authors, threads or documents.</source>
        <translation>Texte eines Autors, eines Themenstrangs oder eines Dokuments ähneln einander. Sie bleiben auf einer Seite, damit die Ergebnisse für neue Autoren, Themenstränge oder Dokumente gelten.</translation>
    </message>
    <message>
        <source>The same %1</source>
        <translation>Gleich: %1</translation>
    </message>
    <message>
        <source>The same folder of level %1</source>
        <translation>Derselbe Ordner der Ebene %1</translation>
    </message>
    <message>
        <source>The same patient</source>
        <translation>Derselbe Patient</translation>
    </message>
    <message>
        <source>The same value of a column</source>
        <translation>Derselbe Wert einer Spalte</translation>
    </message>
    <message>
        <source>The term of the field: group.</source>
        <translation>Der Fachbegriff: Gruppe.</translation>
    </message>
    <message>
        <source>This is no pattern: %1</source>
        <translation>Das ist kein Muster: %1</translation>
    </message>
    <message>
        <source>Which images belong together?</source>
        <translation>Welche Bilder gehören zusammen?</translation>
    </message>
    <message>
        <source>Which texts belong together?</source>
        <translation>Welche Texte gehören zusammen?</translation>
    </message>
</context>
<context>
    <name>TrainPanel</name>
    <message>
        <source>Bring it back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>New training</source>
        <translation>Neues Training</translation>
    </message>
    <message>
        <source>Pause or go on with the training</source>
        <translation>Das Training anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>Start the training</source>
        <translation>Das Training starten</translation>
    </message>
    <message>
        <source>Start the training; you may go on labelling meanwhile.</source>
        <translation>Das Training starten; beschriften geht inzwischen weiter.</translation>
    </message>
    <message>
        <source>Stop the training and keep the best</source>
        <translation>Das Training anhalten und das Beste behalten</translation>
    </message>
    <message>
        <source>The training is deleted.</source>
        <translation>Das Training ist gelöscht.</translation>
    </message>
    <message>
        <source>Trainings</source>
        <translation>Trainings</translation>
    </message>
</context>
<context>
    <name>Trainings</name>
    <message>
        <source>Training: %1</source>
        <translation>Training: %1</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Clear ended jobs</source>
        <translation>Beendete Vorgänge entfernen</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Vorgänge</translation>
    </message>
    <message>
        <source>Nothing is being done in the background.</source>
        <translation>Im Hintergrund geschieht gerade nichts.</translation>
    </message>
</context>
<context>
    <name>TrayButton</name>
    <message numerus="yes">
        <source>%n job(s) at work</source>
        <translation>
            <numerusform>%n Vorgang läuft</numerusform>
            <numerusform>%n Vorgänge laufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) failed</source>
        <translation>
            <numerusform>%n Vorgang fehlgeschlagen</numerusform>
            <numerusform>%n Vorgänge fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Vorgänge</translation>
    </message>
</context>
<context>
    <name>TypingCard</name>
    <message>
        <source>A text to predict on</source>
        <translation>Ein Text für die Vorhersage</translation>
    </message>
    <message>
        <source>This text belongs to the final test, which nobody has opened yet.</source>
        <translation>Dieser Text gehört zum Abschlusstest, den noch niemand geöffnet hat.</translation>
    </message>
    <message>
        <source>Type or paste a text; the answer comes at once.</source>
        <translation>Einen Text tippen oder einfügen; die Antwort kommt sofort.</translation>
    </message>
    <message>
        <source>typed text</source>
        <translation>getippter Text</translation>
    </message>
</context>
<context>
    <name>UnreadableList</name>
    <message numerus="yes">
        <source>%n image(s) cannot be used and are left out</source>
        <translation>
            <numerusform>%n Bild ist nicht brauchbar und bleibt weg</numerusform>
            <numerusform>%n Bilder sind nicht brauchbar und bleiben weg</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) cannot be used and are left out</source>
        <translation>
            <numerusform>%n Text ist nicht brauchbar und bleibt weg</numerusform>
            <numerusform>%n Texte sind nicht brauchbar und bleiben weg</numerusform>
        </translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Files that cannot be used</source>
        <translation>Unbrauchbare Dateien</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Why it cannot be used</source>
        <translation>Warum sie unbrauchbar ist</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>%1 bits</source>
        <translation>%1 Bit</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 Pixel</translation>
    </message>
    <message>
        <source>%1: or drag with the right button on the image</source>
        <translation>%1: oder mit der rechten Taste auf dem Bild ziehen</translation>
    </message>
    <message>
        <source>As stored</source>
        <translation>Wie gespeichert</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Back to all images</source>
        <translation>Zurück zu allen Bildern</translation>
    </message>
    <message>
        <source>Back to all images (Escape)</source>
        <translation>Zurück zu allen Bildern (Escape)</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Darkest and brightest values of this image fill the range</source>
        <translation>Dunkelster und hellster Wert dieses Bildes füllen den Bereich</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>Facts of the file</source>
        <translation>Angaben zur Datei</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Looking with the model&apos;s eyes…</source>
        <translation>Mit den Augen des Modells…</translation>
    </message>
    <message>
        <source>Modality</source>
        <translation>Modalität</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>Auf der Platte</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation>Vorheriges Bild</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>The whole range of the format, or the window stored in a DICOM</source>
        <translation>Der ganze Bereich des Formats, oder das in einem DICOM gespeicherte Fenster</translation>
    </message>
    <message>
        <source>What the model sees</source>
        <translation>Was das Modell sieht</translation>
    </message>
    <message>
        <source>What the model will see</source>
        <translation>Was das Modell sehen wird</translation>
    </message>
    <message>
        <source>level %1, window %2</source>
        <translation>Mitte %1, Fenster %2</translation>
    </message>
</context>
<context>
    <name>Working</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>waiting for another job</source>
        <translation>wartet auf einen anderen Vorgang</translation>
    </message>
</context>
<context>
    <name>_Card</name>
    <message>
        <source>recommended</source>
        <translation>empfohlen</translation>
    </message>
</context>
<context>
    <name>_Cell</name>
    <message>
        <source>Back to the preset</source>
        <translation>Zur Voreinstellung</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
</context>
<context>
    <name>_Model</name>
    <message>
        <source>%1 of %2 images of %3 were named %4</source>
        <translation>%1 von %2 Bildern von %3 wurden %4 genannt</translation>
    </message>
    <message>
        <source>%1 of %2 texts of %3 were named %4</source>
        <translation>%1 von %2 Texten von %3 wurden %4 genannt</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>stopping after this step</source>
        <translation>hält nach diesem Schritt an</translation>
    </message>
    <message>
        <source>waits for its turn</source>
        <translation>wartet, bis es an der Reihe ist</translation>
    </message>
</context>
<context>
    <name>_Tile</name>
    <message>
        <source>Truth: %1. Answer: %2, %3.</source>
        <translation>Wahrheit: %1. Antwort: %2, %3.</translation>
    </message>
    <message>
        <source>is %1</source>
        <translation>ist %1</translation>
    </message>
</context>
<context>
    <name>_Typed</name>
    <message>
        <source>The answer appears here.</source>
        <translation>Hier erscheint die Antwort.</translation>
    </message>
    <message>
        <source>The model reads…</source>
        <translation>Das Modell liest…</translation>
    </message>
</context>
<context>
    <name>_View</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
</context>
<context>
    <name>comparing</name>
    <message>
        <source>%1 and %2 are practically the same: %3 by %4 (95 %: %5 to %6).</source>
        <translation>%1 und %2 sind praktisch gleich: %3 unterscheidet sich um %4 (95 %: %5 bis %6).</translation>
    </message>
    <message>
        <source>%1 is better than %2: %3 by %4 (95 %: %5 to %6).</source>
        <translation>%1 ist besser als %2: %3 um %4 (95 %: %5 bis %6).</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Data (fingerprint)</source>
        <translation>Daten (Fingerabdruck)</translation>
    </message>
    <message>
        <source>Final test images</source>
        <translation>Bilder des Abschlusstests</translation>
    </message>
    <message>
        <source>Final test texts</source>
        <translation>Texte des Abschlusstests</translation>
    </message>
    <message>
        <source>Frozen list (SHA-256)</source>
        <translation>Eingefrorene Liste (SHA-256)</translation>
    </message>
    <message>
        <source>It cannot be told whether %1 or %2 is better: %3 by %4 (95 %: %5 to %6).</source>
        <translation>Ob %1 oder %2 besser ist, lässt sich nicht sagen: %3 unterscheidet sich um %4 (95 %: %5 bis %6).</translation>
    </message>
    <message>
        <source>Removed from</source>
        <translation>Entfernt ab</translation>
    </message>
    <message>
        <source>Stage %1: %2</source>
        <translation>Stufe %1: %2</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>Too few images to tell %1 from %2.</source>
        <translation>Zu wenige Bilder, um %1 und %2 zu unterscheiden.</translation>
    </message>
    <message>
        <source>Too few texts to tell %1 from %2.</source>
        <translation>Zu wenige Texte, um %1 und %2 zu unterscheiden.</translation>
    </message>
    <message>
        <source>Trained weights</source>
        <translation>Trainierte Gewichte</translation>
    </message>
    <message>
        <source>Training images</source>
        <translation>Trainingsbilder</translation>
    </message>
    <message>
        <source>Training texts</source>
        <translation>Trainingstexte</translation>
    </message>
    <message>
        <source>Tuning images</source>
        <translation>Abstimmbilder</translation>
    </message>
    <message>
        <source>Tuning texts</source>
        <translation>Abstimmtexte</translation>
    </message>
    <message>
        <source>Version of the program</source>
        <translation>Version des Programms</translation>
    </message>
    <message>
        <source>trained</source>
        <translation>trainiert wird</translation>
    </message>
</context>
<context>
    <name>deploy</name>
    <message>
        <source>: %1 of the answers are the same, probabilities differ by %2 at most.</source>
        <translation>: %1 der Antworten sind gleich, Wahrscheinlichkeiten weichen höchstens um %2 ab.</translation>
    </message>
    <message>
        <source>A model made with Transfer Learning Studio, run %1.</source>
        <translation>Ein Modell, gemacht mit Transfer Learning Studio, Lauf %1.</translation>
    </message>
    <message>
        <source>Balanced accuracy %1 (between %3 and %4 with 95 % confidence); trained model %2.</source>
        <translation>Balancierte Genauigkeit %1 (zwischen %3 und %4 mit 95 % Sicherheit); trainiertes Modell %2.</translation>
    </message>
    <message>
        <source>Balanced accuracy %1; the trained model %2.</source>
        <translation>Balancierte Genauigkeit %1; das trainierte Modell %2.</translation>
    </message>
    <message>
        <source>It does not include: %1.</source>
        <translation>Nicht enthalten: %1.</translation>
    </message>
    <message numerus="yes">
        <source>Reloaded and run on %n image(s) of the final test</source>
        <translation>
            <numerusform>Neu geladen und auf %n Bild des Abschlusstests angewandt</numerusform>
            <numerusform>Neu geladen und auf %n Bilder des Abschlusstests angewandt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reloaded and run on %n training image(s)</source>
        <translation>
            <numerusform>Neu geladen und auf %n Trainingsbild angewandt</numerusform>
            <numerusform>Neu geladen und auf %n Trainingsbilder angewandt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reloaded and run on %n tuning image(s)</source>
        <translation>
            <numerusform>Neu geladen und auf %n Abstimmbild angewandt</numerusform>
            <numerusform>Neu geladen und auf %n Abstimmbilder angewandt</numerusform>
        </translation>
    </message>
    <message>
        <source>The model file includes: %1.</source>
        <translation>Die Modelldatei enthält: %1.</translation>
    </message>
    <message>
        <source>To use it: open Transfer Learning Studio, choose “Use a model I was given”, drop %1.</source>
        <translation>Zum Nutzen: Transfer Learning Studio öffnen, „Ein erhaltenes Modell nutzen“ wählen, %1 ablegen.</translation>
    </message>
    <message>
        <source>report.html opens in any browser and tells how good the model is and how it was made.</source>
        <translation>report.html öffnet sich in jedem Browser und sagt, wie gut das Modell ist und wie es gemacht wurde.</translation>
    </message>
</context>
<context>
    <name>headline</name>
    <message>
        <source>%1 images were scored.</source>
        <translation>%1 Bilder wurden bewertet.</translation>
    </message>
    <message>
        <source>%1 on your %2%3.</source>
        <translation>%1 auf Ihren %2n%3.</translation>
    </message>
    <message>
        <source>%1 texts were scored.</source>
        <translation>%1 Texte wurden bewertet.</translation>
    </message>
    <message>
        <source>(95 %: %1–%2)</source>
        <translation>(95 %: %1–%2)</translation>
    </message>
    <message>
        <source>(too few groups for an interval)</source>
        <translation>(zu wenige Gruppen für ein Intervall)</translation>
    </message>
    <message>
        <source>AUROC comes first because it does not depend on how frequent the classes are.</source>
        <translation>AUROC steht vorn, weil es nicht davon abhängt, wie häufig die Klassen sind.</translation>
    </message>
    <message>
        <source>About as good as %1, so the simpler one may serve as well.</source>
        <translation>Etwa so gut wie %1; das Einfachere genügt vielleicht auch.</translation>
    </message>
    <message>
        <source>Balanced accuracy comes first because the classes are unbalanced (%1: %2 images, %3: %4): each class counts the same, however rare it is.</source>
        <translation>Die balancierte Genauigkeit steht vorn, weil die Klassen ungleich häufig sind (%1: %2 Bilder, %3: %4): Jede Klasse zählt gleich, wie selten sie auch ist.</translation>
    </message>
    <message>
        <source>Balanced accuracy comes first because the classes are unbalanced (%1: %2 texts, %3: %4): each class counts the same, however rare it is.</source>
        <translation>Die balancierte Genauigkeit steht vorn, weil die Klassen ungleich häufig sind (%1: %2 Texte, %3: %4): Jede Klasse zählt gleich, wie selten sie auch ist.</translation>
    </message>
    <message>
        <source>Better than %1.</source>
        <translation>Besser als %1.</translation>
    </message>
    <message>
        <source>Not clearly better than %1.</source>
        <translation>Nicht deutlich besser als %1.</translation>
    </message>
    <message>
        <source>Puts the right image first in %1 of 100 pairs of %2%3.</source>
        <translation>Setzt das richtige Bild in %1 von 100 Paaren der %2 nach vorn%3.</translation>
    </message>
    <message>
        <source>Puts the right text first in %1 of 100 pairs of %2%3.</source>
        <translation>Setzt den richtigen Text in %1 von 100 Paaren der %2 nach vorn%3.</translation>
    </message>
    <message>
        <source>Right in %1 of 100 %2 of each class, on average%3.</source>
        <translation>Richtig bei %1 von 100 %2n jeder Klasse, im Mittel%3.</translation>
    </message>
    <message>
        <source>Right in %1 of 100 %2%3.</source>
        <translation>Richtig bei %1 von 100 %2n%3.</translation>
    </message>
    <message>
        <source>This run is itself a linear layer on the model as it is.</source>
        <translation>Dieser Lauf ist selbst eine lineare Schicht auf dem unveränderten Modell.</translation>
    </message>
    <message>
        <source>Worse than %1: take the simpler one.</source>
        <translation>Schlechter als %1: das Einfachere nehmen.</translation>
    </message>
    <message>
        <source>a linear layer alone</source>
        <translation>eine lineare Schicht allein</translation>
    </message>
    <message>
        <source>always naming the most frequent class</source>
        <translation>immer die häufigste Klasse zu nennen</translation>
    </message>
    <message>
        <source>final test images</source>
        <translation>Testbilder</translation>
    </message>
    <message>
        <source>final test texts</source>
        <translation>Testtexte</translation>
    </message>
    <message>
        <source>images, each answered by a model that had not seen it</source>
        <translation>Bildern, jedes beantwortet von einem Modell, das es nicht gesehen hat</translation>
    </message>
    <message>
        <source>texts, each answered by a model that had not seen it</source>
        <translation>Texten, jeder beantwortet von einem Modell, das ihn nicht gesehen hat</translation>
    </message>
    <message>
        <source>tuning images</source>
        <translation>Abstimmbilder</translation>
    </message>
    <message>
        <source>tuning texts</source>
        <translation>Abstimmtexte</translation>
    </message>
</context>
<context>
    <name>images</name>
    <message>
        <source>Belongs to %1</source>
        <translation>Gehört zu %1</translation>
    </message>
    <message>
        <source>Final test</source>
        <translation>Abschlusstest</translation>
    </message>
    <message>
        <source>Labelled by %1</source>
        <translation>Beschriftet von %1</translation>
    </message>
    <message>
        <source>Not labelled</source>
        <translation>Nicht beschriftet</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Tuning</source>
        <translation>Abstimmung</translation>
    </message>
</context>
<context>
    <name>kappa</name>
    <message>
        <source>%1: kappa %2 (95 % interval %3 to %4). %5 of %6 images alike (%7).</source>
        <translation>%1: Kappa %2 (95-%-Intervall %3 bis %4). %5 von %6 Bildern gleich (%7).</translation>
    </message>
    <message>
        <source>%1: kappa %2 (95 % interval %3 to %4). %5 of %6 texts alike (%7).</source>
        <translation>%1: Kappa %2 (95-%-Intervall %3 bis %4). %5 von %6 Texten gleich (%7).</translation>
    </message>
    <message>
        <source>Fair agreement</source>
        <translation>Mäßige Übereinstimmung</translation>
    </message>
    <message>
        <source>Few images were read twice: read more, until the interval is narrow enough.</source>
        <translation>Wenige Bilder wurden zweimal beurteilt: mehr beurteilen, bis das Intervall eng genug ist.</translation>
    </message>
    <message>
        <source>Few texts were read twice: read more, until the interval is narrow enough.</source>
        <translation>Wenige Texte wurden zweimal beurteilt: mehr beurteilen, bis das Intervall eng genug ist.</translation>
    </message>
    <message>
        <source>Good agreement</source>
        <translation>Gute Übereinstimmung</translation>
    </message>
    <message>
        <source>Moderate agreement</source>
        <translation>Mittlere Übereinstimmung</translation>
    </message>
    <message>
        <source>Poor agreement</source>
        <translation>Schlechte Übereinstimmung</translation>
    </message>
    <message>
        <source>Talk about what the classes mean before you train: the model will copy doubts.</source>
        <translation>Vor dem Training über die Bedeutung der Klassen sprechen: Das Modell übernimmt Zweifel.</translation>
    </message>
    <message>
        <source>There is no image yet that both have answered.</source>
        <translation>Es gibt noch kein Bild, das beide beurteilt haben.</translation>
    </message>
    <message>
        <source>There is no text yet that both have answered.</source>
        <translation>Es gibt noch keinen Text, den beide beurteilt haben.</translation>
    </message>
    <message>
        <source>Very good agreement</source>
        <translation>Sehr gute Übereinstimmung</translation>
    </message>
</context>
<context>
    <name>models</name>
    <message>
        <source>%1 (not for commercial use)</source>
        <translation>%1 (nicht für kommerzielle Nutzung)</translation>
    </message>
    <message>
        <source>%1 images a second</source>
        <translation>%1 Bilder je Sekunde</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 s a text</source>
        <translation>%1 s je Text</translation>
    </message>
    <message>
        <source>%1 s an image</source>
        <translation>%1 s je Bild</translation>
    </message>
    <message>
        <source>%1 texts a second</source>
        <translation>%1 Texte je Sekunde</translation>
    </message>
    <message>
        <source>Check the connection and go on; what has arrived is kept. Or bring the model on a USB stick from a computer with internet. The embedded model needs no download.</source>
        <translation>Die Verbindung prüfen und weitermachen; Angekommenes bleibt. Oder das Modell auf einem USB-Stick von einem Rechner mit Internet holen. Das eingebaute Modell braucht keinen Download.</translation>
    </message>
    <message>
        <source>Download them, or take them from a USB stick.</source>
        <translation>Herunterladen oder vom USB-Stick nehmen.</translation>
    </message>
    <message>
        <source>Give your model another name.</source>
        <translation>Dem Modell einen anderen Namen geben.</translation>
    </message>
    <message>
        <source>If you know which network it is, choose it and try again.</source>
        <translation>Ist bekannt, welches Netz es ist: auswählen und erneut versuchen.</translation>
    </message>
    <message>
        <source>Made from drawn shapes alone; models that saw photographs are better.</source>
        <translation>Nur aus gezeichneten Formen gelernt; Modelle, die Fotos gesehen haben, sind besser.</translation>
    </message>
    <message>
        <source>Names %1 % of ImageNet&apos;s photographs right (top-1 accuracy). On your own images the order of models may differ.</source>
        <translation>Nennt %1 % der ImageNet-Fotos richtig (Top-1-Genauigkeit). Auf eigenen Bildern kann die Reihenfolge der Modelle anders sein.</translation>
    </message>
    <message>
        <source>Nobody stated how good it is: try it.</source>
        <translation>Niemand hat angegeben, wie gut es ist: ausprobieren.</translation>
    </message>
    <message>
        <source>Nothing was replaced. Add the file under another name.</source>
        <translation>Nichts wurde ersetzt. Die Datei unter anderem Namen hinzufügen.</translation>
    </message>
    <message>
        <source>Small and quick; has read English alone, other languages are read badly.</source>
        <translation>Klein und schnell; hat nur Englisch gelesen, andere Sprachen liest es schlecht.</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>excellent</source>
        <translation>hervorragend</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>ordentlich</translation>
    </message>
    <message>
        <source>first weights</source>
        <translation>erste Gewichte</translation>
    </message>
    <message>
        <source>for trying out</source>
        <translation>zum Ausprobieren</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>good for English</source>
        <translation>gut für Englisch</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>very good</source>
        <translation>sehr gut</translation>
    </message>
    <message>
        <source>“Prepare a USB stick”</source>
        <translation>„USB-Stick vorbereiten“</translation>
    </message>
</context>
<context>
    <name>nouns</name>
    <message>
        <source>animal</source>
        <translation>Tier</translation>
    </message>
    <message>
        <source>animals</source>
        <translation>Tiere</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>Charge</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>Chargen</translation>
    </message>
    <message>
        <source>burst</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>bursts</source>
        <translation>Serien</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>cameras</source>
        <translation>Kameras</translation>
    </message>
    <message>
        <source>case</source>
        <translation>Fall</translation>
    </message>
    <message>
        <source>cases</source>
        <translation>Fälle</translation>
    </message>
    <message>
        <source>day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>donor</source>
        <translation>Spender</translation>
    </message>
    <message>
        <source>donors</source>
        <translation>Spender</translation>
    </message>
    <message>
        <source>experiment</source>
        <translation>Experiment</translation>
    </message>
    <message>
        <source>experiments</source>
        <translation>Experimente</translation>
    </message>
    <message>
        <source>group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>mice</source>
        <translation>Mäuse</translation>
    </message>
    <message>
        <source>mouse</source>
        <translation>Maus</translation>
    </message>
    <message>
        <source>patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>patients</source>
        <translation>Patienten</translation>
    </message>
    <message>
        <source>plate</source>
        <translation>Platte</translation>
    </message>
    <message>
        <source>plates</source>
        <translation>Platten</translation>
    </message>
    <message>
        <source>run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>site</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>sites</source>
        <translation>Orte</translation>
    </message>
    <message>
        <source>slide</source>
        <translation>Objektträger</translation>
    </message>
    <message>
        <source>slides</source>
        <translation>Objektträger</translation>
    </message>
    <message>
        <source>subject</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>subjects</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <source>weeks</source>
        <translation>Wochen</translation>
    </message>
    <message>
        <source>well</source>
        <translation>Vertiefung</translation>
    </message>
    <message>
        <source>wells</source>
        <translation>Vertiefungen</translation>
    </message>
</context>
<context>
    <name>option_form</name>
    <message>
        <source>A number, please.</source>
        <translation>Bitte eine Zahl.</translation>
    </message>
    <message>
        <source>A whole number, please.</source>
        <translation>Bitte eine ganze Zahl.</translation>
    </message>
    <message>
        <source>At least %1.</source>
        <translation>Mindestens %1.</translation>
    </message>
    <message>
        <source>At most %1.</source>
        <translation>Höchstens %1.</translation>
    </message>
</context>
<context>
    <name>options</name>
    <message>
        <source>0 is hardly any, 1 strong.</source>
        <translation>0 ist kaum etwas, 1 stark.</translation>
    </message>
    <message>
        <source>A fixed range</source>
        <translation>Ein fester Bereich</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Add a border</source>
        <translation>Rand ergänzen</translation>
    </message>
    <message>
        <source>Apple GPU (MPS)</source>
        <translation>Apple-GPU (MPS)</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>Augmentierung</translation>
    </message>
    <message>
        <source>Augmented views cached for each image below the frozen boundary; 1 is the plain image. Empty: 1 for new layers alone, else up to 4.</source>
        <translation>Abgewandelte Ansichten je Bild, die unterhalb der eingefrorenen Grenze gespeichert werden; 1 ist das Bild selbst. Leer: 1 für neue Schichten allein, sonst bis zu 4.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Automatic takes half precision where the device gains.</source>
        <translation>Automatisch nimmt halbe Genauigkeit, wo das Gerät davon profitiert.</translation>
    </message>
    <message>
        <source>Balanced accuracy</source>
        <translation>Balancierte Genauigkeit</translation>
    </message>
    <message>
        <source>Balanced sampling</source>
        <translation>Ausgeglichen ziehen</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Batchgröße</translation>
    </message>
    <message>
        <source>Batch-norm</source>
        <translation>Batch-Norm</translation>
    </message>
    <message>
        <source>Belongs together</source>
        <translation>Gehört zusammen</translation>
    </message>
    <message>
        <source>Best by</source>
        <translation>Bestes nach</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Bring them in as well, without a label.</source>
        <translation>Auch diese hereinholen, ohne Label.</translation>
    </message>
    <message>
        <source>By bit depth</source>
        <translation>Nach Bittiefe</translation>
    </message>
    <message>
        <source>CPU threads; empty takes all.</source>
        <translation>CPU-Threads; leer nimmt alle.</translation>
    </message>
    <message>
        <source>Channel files</source>
        <translation>Kanaldateien</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Class weights</source>
        <translation>Klassengewichte</translation>
    </message>
    <message>
        <source>Clip gradients</source>
        <translation>Gradientengrenze</translation>
    </message>
    <message>
        <source>Column of what belongs together, as in column:patient; or patient (DICOM), burst (EXIF time), name:REGEX, none.</source>
        <translation>Spalte für „gehört zusammen“, etwa column:patient; oder patient (DICOM), burst (EXIF-Zeit), name:REGEX, none.</translation>
    </message>
    <message>
        <source>Column that names the files.</source>
        <translation>Spalte, die die Dateien nennt.</translation>
    </message>
    <message>
        <source>Column with the class; - for none.</source>
        <translation>Spalte mit der Klasse; - für keine.</translation>
    </message>
    <message>
        <source>Column with train, val or test; - for none.</source>
        <translation>Spalte mit train, val oder test; - für keine.</translation>
    </message>
    <message>
        <source>Crop the centre</source>
        <translation>Mitte ausschneiden</translation>
    </message>
    <message>
        <source>Crop the centre, keep everything with a border, or stretch to a square.</source>
        <translation>Die Mitte ausschneiden, alles mit einem Rand behalten, oder zum Quadrat strecken.</translation>
    </message>
    <message>
        <source>CutMix</source>
        <translation>CutMix</translation>
    </message>
    <message>
        <source>Decay of the moving average (EMA); 0 is off.</source>
        <translation>Abklingen des gleitenden Mittels (EMA); 0 ist aus.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Each block below the top learns this factor slower.</source>
        <translation>Jeder Block unter dem obersten lernt um diesen Faktor langsamer.</translation>
    </message>
    <message>
        <source>Each group by itself</source>
        <translation>Jede Gruppe für sich</translation>
    </message>
    <message>
        <source>Each image by itself</source>
        <translation>Jedes Bild für sich</translation>
    </message>
    <message>
        <source>Early stopping</source>
        <translation>Früh aufhören</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Rechenwerk</translation>
    </message>
    <message>
        <source>Errors on rare classes count more.</source>
        <translation>Fehler bei seltenen Klassen zählen mehr.</translation>
    </message>
    <message>
        <source>Exact solution</source>
        <translation>Genaue Lösung</translation>
    </message>
    <message>
        <source>File column</source>
        <translation>Dateispalte</translation>
    </message>
    <message>
        <source>Final test</source>
        <translation>Abschlusstest</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Fixed views</source>
        <translation>Feste Ansichten</translation>
    </message>
    <message>
        <source>Folder levels</source>
        <translation>Ordnerebenen</translation>
    </message>
    <message>
        <source>Folder of the files</source>
        <translation>Ordner der Dateien</translation>
    </message>
    <message>
        <source>Folders of images</source>
        <translation>Ordner mit Bildern</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>For SGD.</source>
        <translation>Für SGD.</translation>
    </message>
    <message>
        <source>For cross-validation: the images outside the final test are dealt into this many parts of equal size; 0 or 1 makes none.</source>
        <translation>Für die Kreuzvalidierung: Die Bilder außerhalb des Abschlusstests werden auf so viele gleich große Teile verteilt; 0 oder 1 macht keine.</translation>
    </message>
    <message>
        <source>For one file a channel: a pattern such as {name}_w{channel} that file names follow.</source>
        <translation>Für eine Datei je Kanal: ein Muster wie {name}_w{channel}, dem die Dateinamen folgen.</translation>
    </message>
    <message>
        <source>For one linear layer alone: its exact solution on cached features, or steps of the optimiser. Automatic: exact.</source>
        <translation>Nur für eine einzelne lineare Schicht: ihre genaue Lösung auf gespeicherten Merkmalen oder Schritte des Optimierers. Automatisch: genau.</translation>
    </message>
    <message>
        <source>Full (float32)</source>
        <translation>Voll (float32)</translation>
    </message>
    <message>
        <source>Half (bfloat16)</source>
        <translation>Halb (bfloat16)</translation>
    </message>
    <message>
        <source>Half (float16)</source>
        <translation>Halb (float16)</translation>
    </message>
    <message>
        <source>ONNX Runtime</source>
        <translation>ONNX Runtime</translation>
    </message>
    <message>
        <source>One linear layer</source>
        <translation>Eine lineare Schicht</translation>
    </message>
    <message>
        <source>PyTorch</source>
        <translation>PyTorch</translation>
    </message>
    <message>
        <source>PyTorch, channels last</source>
        <translation>PyTorch, Kanäle zuletzt</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Quick, Standard or Thorough.</source>
        <translation>Schnell, Standard oder Gründlich.</translation>
    </message>
    <message>
        <source>Range that becomes black to white. By bit depth: the full range for 8 bit, percentiles over the training images for deeper ones. Each image by itself erases differences in intensity.</source>
        <translation>Bereich, der von Schwarz bis Weiß reicht. Nach Bittiefe: der ganze Bereich bei 8 Bit, Perzentile über die Trainingsbilder bei tieferen. Jedes Bild für sich löscht Unterschiede der Intensität.</translation>
    </message>
    <message>
        <source>Hidden width</source>
        <translation>Breite innen</translation>
    </message>
    <message>
        <source>8 bits, smaller</source>
        <translation>8 Bit, kleiner</translation>
    </message>
    <message>
        <source>A folder with safetensors weights and config.json, for programmers: to train on, or to put on a model hub.</source>
        <translation>Ein Ordner mit safetensors-Gewichten und config.json für Programmierer: zum Weitertrainieren oder für einen Modell-Hub.</translation>
    </message>
    <message>
        <source>A model card: numbers of images and of groups, results with their intervals</source>
        <translation>Eine Modellkarte: Anzahl der Bilder und der Gruppen, Ergebnisse mit ihren Intervallen</translation>
    </message>
    <message>
        <source>A program that predicts without this one (predict.py)</source>
        <translation>Ein Programm, das ohne dieses hier vorhersagt (predict.py)</translation>
    </message>
    <message>
        <source>A smaller file is refused when its balanced accuracy is lower by more than this.</source>
        <translation>Eine kleinere Datei wird abgelehnt, wenn ihre ausgewogene Genauigkeit um mehr als dies sinkt.</translation>
    </message>
    <message>
        <source>Between cells: tab, comma, semicolon, or a sign.</source>
        <translation>Zwischen den Zellen: tab, comma, semicolon oder ein Zeichen.</translation>
    </message>
    <message>
        <source>Calibration of the probabilities, short lists, and what mistakes cost</source>
        <translation>Kalibrierung der Wahrscheinlichkeiten, kurze Listen und was Fehler kosten</translation>
    </message>
    <message>
        <source>Class names</source>
        <translation>Namen der Klassen</translation>
    </message>
    <message>
        <source>Column of what belongs together, as in column:author; none for nothing.</source>
        <translation>Spalte dessen, was zusammengehört, wie in column:author; none für nichts.</translation>
    </message>
    <message>
        <source>Column that holds the text; several, with commas between, are read together.</source>
        <translation>Spalte mit dem Text; mehrere, mit Kommas dazwischen, werden zusammen gelesen.</translation>
    </message>
    <message>
        <source>Day of the export and version of the program</source>
        <translation>Tag des Exports und Version des Programms</translation>
    </message>
    <message>
        <source>Delimiter</source>
        <translation>Trennzeichen</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Zeichencodierung</translation>
    </message>
    <message>
        <source>File names and paths</source>
        <translation>Dateinamen und Pfade</translation>
    </message>
    <message>
        <source>Files and folders to take, one a line, named from the folder on; empty takes all.</source>
        <translation>Dateien und Ordner, die genommen werden, je Zeile einer, vom Ordner aus benannt; leer nimmt alle.</translation>
    </message>
    <message>
        <source>Folders of texts</source>
        <translation>Ordner mit Texten</translation>
    </message>
    <message>
        <source>For classes given as numbers: their names with commas between, or a file whose line n names class n (classes.txt beside the table is taken unasked); - for none.</source>
        <translation>Für Klassen, die als Zahlen angegeben sind: ihre Namen mit Kommas dazwischen, oder eine Datei, deren Zeile n die Klasse n nennt (classes.txt neben der Tabelle wird ungefragt genommen); - für keine.</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>Kopfzeile</translation>
    </message>
    <message>
        <source>How each step is chosen: with rates of each weight&apos;s own, or one for all.</source>
        <translation>Wie jeder Schritt gewählt wird: mit eigenen Raten für jedes Gewicht oder einer für alle.</translation>
    </message>
    <message>
        <source>How the learning rate changes over the stage.</source>
        <translation>Wie sich die Lernrate über die Stufe ändert.</translation>
    </message>
    <message>
        <source>Id of the model.</source>
        <translation>Kennung des Modells.</translation>
    </message>
    <message>
        <source>Image classification</source>
        <translation>Bilder klassifizieren</translation>
    </message>
    <message>
        <source>Image size</source>
        <translation>Bildgröße</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Images a step.</source>
        <translation>Bilder je Schritt.</translation>
    </message>
    <message>
        <source>Images that look nearly the same stay on one side. Without it only what belongs together and exact copies do: for images that all look alike, as X-rays may.</source>
        <translation>Bilder, die fast gleich aussehen, bleiben auf einer Seite. Ohne dies nur, was zusammengehört, und genaue Kopien: für Bilder, die sich alle ähneln, wie Röntgenbilder.</translation>
    </message>
    <message>
        <source>Images without a row</source>
        <translation>Bilder ohne Zeile</translation>
    </message>
    <message>
        <source>Input channels; empty takes the model&apos;s own (3).</source>
        <translation>Eingangskanäle; leer nimmt die des Modells (3).</translation>
    </message>
    <message>
        <source>Keep lookalikes together</source>
        <translation>Ähnliche Bilder zusammenhalten</translation>
    </message>
    <message>
        <source>Keep the pretrained</source>
        <translation>Vortrainierte behalten</translation>
    </message>
    <message>
        <source>Keep the statistics of the pretraining where blocks are fine-tuned (safe for few images and small batches), or learn those of the new images.</source>
        <translation>Die Statistik des Vortrainings behalten, wo Blöcke lernen (sicher bei wenigen Bildern und kleinen Batches), oder die der neuen Bilder lernen.</translation>
    </message>
    <message>
        <source>Label column</source>
        <translation>Beschriftungsspalte</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>Label-Glättung</translation>
    </message>
    <message>
        <source>Labels, and names of those who labelled</source>
        <translation>Labels und Namen derer, die sie vergeben haben</translation>
    </message>
    <message>
        <source>Largest gradient norm; 0 is off.</source>
        <translation>Größte Gradientennorm; 0 ist aus.</translation>
    </message>
    <message>
        <source>Largest step size of this stage.</source>
        <translation>Größte Schrittweite dieser Stufe.</translation>
    </message>
    <message>
        <source>Layer decay</source>
        <translation>Schichtabfall</translation>
    </message>
    <message>
        <source>Learn anew</source>
        <translation>Neu lernen</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Loss allowed</source>
        <translation>Erlaubter Verlust</translation>
    </message>
    <message>
        <source>Microscopy</source>
        <translation>Mikroskopie</translation>
    </message>
    <message>
        <source>Mixing of two images; 0 is off.</source>
        <translation>Mischen zweier Bilder; 0 ist aus.</translation>
    </message>
    <message>
        <source>Mixup</source>
        <translation>Mixup</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>Momentum</translation>
    </message>
    <message>
        <source>NVIDIA GPU (CUDA)</source>
        <translation>NVIDIA-GPU (CUDA)</translation>
    </message>
    <message>
        <source>Name of the run and of the pretrained model, its licence</source>
        <translation>Name des Laufs und des vortrainierten Modells, dessen Lizenz</translation>
    </message>
    <message>
        <source>Names of classes</source>
        <translation>Namen der Klassen</translation>
    </message>
    <message>
        <source>New layers</source>
        <translation>Neue Schichten</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Normalise</source>
        <translation>Normalisieren</translation>
    </message>
    <message>
        <source>Normalise features before the new layers.</source>
        <translation>Merkmale vor den neuen Schichten normalisieren.</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Numbers of 8 bits make the file about four times smaller, and the answers a little different: the proof says by how much.</source>
        <translation>Zahlen von 8 Bit machen die Datei etwa viermal kleiner und die Antworten ein wenig anders: der Nachweis sagt, um wie viel.</translation>
    </message>
    <message>
        <source>Of the signs, as utf-8, utf-16 or cp1252; empty finds out.</source>
        <translation>Der Zeichen, wie utf-8, utf-16 oder cp1252; leer wird sie ermittelt.</translation>
    </message>
    <message>
        <source>One file that a colleague opens in this program, and that other programs on any computer run through onnxruntime.</source>
        <translation>Eine Datei, die sich in diesem Programm öffnen lässt und die andere Programme auf jedem Computer mit onnxruntime ausführen.</translation>
    </message>
    <message>
        <source>One file with the model, its licence, a model card, and a small program that predicts without this one. A colleague opens it in this program as it is.</source>
        <translation>Eine Datei mit dem Modell, seiner Lizenz, einer Modellkarte und einem kleinen Programm, das ohne dieses hier vorhersagt. Sie lässt sich in diesem Programm öffnen, wie sie ist.</translation>
    </message>
    <message>
        <source>One linear layer, or a small network (MLP).</source>
        <translation>Eine lineare Schicht oder ein kleines Netz (MLP).</translation>
    </message>
    <message>
        <source>One text is</source>
        <translation>Ein Text ist</translation>
    </message>
    <message>
        <source>Only these</source>
        <translation>Nur diese</translation>
    </message>
    <message>
        <source>Opset</source>
        <translation>Opset</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>Own recipe</source>
        <translation>Eigenes Rezept</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Passes</source>
        <translation>Durchgänge</translation>
    </message>
    <message>
        <source>Passes through the training images.</source>
        <translation>Durchgänge durch die Trainingsbilder.</translation>
    </message>
    <message>
        <source>Pasting of patches; 0 is off.</source>
        <translation>Einkleben von Ausschnitten; 0 ist aus.</translation>
    </message>
    <message>
        <source>Patient ids, plates and other names of what belongs together</source>
        <translation>Patientennummern, Platten und andere Namen dessen, was zusammengehört</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Photos: crops, flips, colour. Microscopy: flips and turns are free. Documents: small turns and shifts.</source>
        <translation>Fotos: Ausschnitte, Spiegelungen, Farbe. Mikroskopie: beliebig gespiegelt und gedreht. Dokumente: kleine Drehungen und Verschiebungen.</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit der Zahlen</translation>
    </message>
    <message>
        <source>Preprocessing: size, channels, brightness</source>
        <translation>Vorbereitung: Größe, Kanäle, Helligkeit</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Voreinstellung</translation>
    </message>
    <message>
        <source>Pretrained model</source>
        <translation>Vortrainiertes Modell</translation>
    </message>
    <message>
        <source>Pretrained weights</source>
        <translation>Vortrainierte Gewichte</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>Prozessor (CPU)</translation>
    </message>
    <message>
        <source>Pull of weights to zero.</source>
        <translation>Zug der Gewichte zur Null.</translation>
    </message>
    <message>
        <source>Quotation marks</source>
        <translation>Anführungszeichen</translation>
    </message>
    <message>
        <source>Random weights (from scratch)</source>
        <translation>Zufällige Gewichte (von Grund auf)</translation>
    </message>
    <message>
        <source>Rare classes are drawn more often.</source>
        <translation>Seltene Klassen werden öfter gezogen.</translation>
    </message>
    <message>
        <source>SGD with momentum</source>
        <translation>SGD mit Impuls</translation>
    </message>
    <message>
        <source>Same seed, same result on the same machine.</source>
        <translation>Gleicher Startwert, gleiches Ergebnis auf demselben Rechner.</translation>
    </message>
    <message>
        <source>Same seed, same split.</source>
        <translation>Gleicher Startwert, gleiche Aufteilung.</translation>
    </message>
    <message>
        <source>Say which class, or which classes, a text is of.</source>
        <translation>Sagen, zu welcher Klasse oder welchen Klassen ein Text gehört.</translation>
    </message>
    <message>
        <source>Say which class, or which classes, an image shows.</source>
        <translation>Sagen, welche Klasse oder welche Klassen ein Bild zeigt.</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Seed of the split</source>
        <translation>Startwert der Aufteilung</translation>
    </message>
    <message>
        <source>Several labels</source>
        <translation>Mehrere Beschriftungen</translation>
    </message>
    <message>
        <source>Share of features dropped in training.</source>
        <translation>Anteil der Merkmale, der im Training weggelassen wird.</translation>
    </message>
    <message>
        <source>Share of the images that show how well training goes; results are shown on them.</source>
        <translation>Anteil der Bilder, die zeigen, wie gut das Training läuft; auf ihnen werden Ergebnisse gezeigt.</translation>
    </message>
    <message>
        <source>Share of the stage in which the rate rises.</source>
        <translation>Anteil der Stufe, in dem die Rate steigt.</translation>
    </message>
    <message>
        <source>Share that is locked away until the end; 0 makes no final test.</source>
        <translation>Anteil, der bis zum Ende gesperrt ist; 0 macht keinen Abschlusstest.</translation>
    </message>
    <message>
        <source>Side in pixels; empty takes the model&apos;s own.</source>
        <translation>Seite in Pixeln; leer nimmt die des Modells.</translation>
    </message>
    <message>
        <source>Sign between several classes of one image, such as ; or |.</source>
        <translation>Zeichen zwischen mehreren Klassen eines Bildes, etwa ; oder |.</translation>
    </message>
    <message>
        <source>Sign between several classes of one text, as ; or |.</source>
        <translation>Zeichen zwischen mehreren Klassen eines Textes, wie ; oder |.</translation>
    </message>
    <message>
        <source>Small network (MLP)</source>
        <translation>Kleines Netz (MLP)</translation>
    </message>
    <message>
        <source>Smoothly down (cosine)</source>
        <translation>Sanft fallend (Kosinus)</translation>
    </message>
    <message>
        <source>Softens the truth.</source>
        <translation>Macht die Wahrheit weicher.</translation>
    </message>
    <message>
        <source>Solver</source>
        <translation>Löser</translation>
    </message>
    <message>
        <source>Split column</source>
        <translation>Aufteilungsspalte</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Beginnen mit</translation>
    </message>
    <message>
        <source>Stays the same</source>
        <translation>Bleibt gleich</translation>
    </message>
    <message>
        <source>Step by step</source>
        <translation>Schritt für Schritt</translation>
    </message>
    <message>
        <source>Stop after this many passes without gain; 0 is off.</source>
        <translation>Nach so vielen Durchgängen ohne Gewinn aufhören; 0 ist aus.</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>Strecken</translation>
    </message>
    <message>
        <source>Table of images</source>
        <translation>Tabelle von Bildern</translation>
    </message>
    <message>
        <source>Table of texts</source>
        <translation>Tabelle mit Texten</translation>
    </message>
    <message>
        <source>Text classification</source>
        <translation>Textklassifikation</translation>
    </message>
    <message>
        <source>Text columns</source>
        <translation>Textspalten</translation>
    </message>
    <message>
        <source>Text of the licence of the pretrained weights</source>
        <translation>Text der Lizenz der vortrainierten Gewichte</translation>
    </message>
    <message>
        <source>The faster one</source>
        <translation>Was schneller ist</translation>
    </message>
    <message>
        <source>The weights of the pretraining, or random ones: from scratch, to see what the pretraining is worth.</source>
        <translation>Den Gewichten des Vortrainings oder zufälligen: von Grund auf, um zu sehen, was das Vortraining wert ist.</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>Gründlich</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Tuning images</source>
        <translation>Abstimmbilder</translation>
    </message>
    <message>
        <source>Up, then down (one cycle)</source>
        <translation>Steigend, dann fallend (ein Zyklus)</translation>
    </message>
    <message>
        <source>Value that becomes black (fixed).</source>
        <translation>Wert, der schwarz wird (fest).</translation>
    </message>
    <message>
        <source>Value that becomes white (fixed).</source>
        <translation>Wert, der weiß wird (fest).</translation>
    </message>
    <message>
        <source>Version of ONNX&apos;s operators; older programs need 18.</source>
        <translation>Version der ONNX-Operatoren; ältere Programme brauchen 18.</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Anlauf</translation>
    </message>
    <message>
        <source>Weight averaging</source>
        <translation>Gewichte mitteln</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Gewichtsabfall</translation>
    </message>
    <message>
        <source>Weights of the model</source>
        <translation>Gewichte des Modells</translation>
    </message>
    <message>
        <source>What all rows are for, when the table is one part of a dataset.</source>
        <translation>Wofür alle Zeilen sind, wenn die Tabelle ein Teil eines Datensatzes ist.</translation>
    </message>
    <message>
        <source>What decides which pass is the best.</source>
        <translation>Was entscheidet, welcher Durchgang der beste ist.</translation>
    </message>
    <message>
        <source>What each level means, from the top: part=split,topic=class; roles are class, group, split and nothing. Where each line is a text, the files&apos; names are the last level. Empty: guessed from names and counts.</source>
        <translation>Was jede Ebene bedeutet, von oben: part=split,topic=class; Rollen sind class, group, split und nothing. Wo jede Zeile ein Text ist, sind die Namen der Dateien die letzte Ebene. Leer: aus Namen und Anzahlen geraten.</translation>
    </message>
    <message>
        <source>What each level means, from the top: plate=group,phenotype=class; roles are class, group, split and nothing. Empty: guessed from names and counts.</source>
        <translation>Was jede Ebene bedeutet, von oben: plate=group,phenotype=class; Rollen sind class, group, split und nothing. Leer: aus Namen und Anzahlen geraten.</translation>
    </message>
    <message>
        <source>What runs the part that is kept as it is; the choice is stored in the run.</source>
        <translation>Was den unveränderten Teil rechnet; die Wahl wird im Lauf gespeichert.</translation>
    </message>
    <message>
        <source>What training images are like: the mean of their features in each class, and the common spread</source>
        <translation>Wie Trainingsbilder sind: der Mittelwert ihrer Merkmale in jeder Klasse und die gemeinsame Streuung</translation>
    </message>
    <message>
        <source>Where the files are, if not beside the table.</source>
        <translation>Wo die Dateien sind, wenn nicht neben der Tabelle.</translation>
    </message>
    <message>
        <source>Where to compute.</source>
        <translation>Wo gerechnet wird.</translation>
    </message>
    <message>
        <source>Whether each file is a text, or each line of a file.</source>
        <translation>Ob jede Datei ein Text ist oder jede Zeile einer Datei.</translation>
    </message>
    <message>
        <source>Whether the first row names the columns.</source>
        <translation>Ob die erste Zeile die Spalten benennt.</translation>
    </message>
    <message>
        <source>Whether they enclose cells; no takes them as ordinary signs.</source>
        <translation>Ob sie Zellen umschließen; nein nimmt sie als gewöhnliche Zeichen.</translation>
    </message>
    <message>
        <source>Which images belong together: folder:1 (a level), name:REGEX (its first bracket), patient (DICOM), burst or burst:SECONDS (EXIF time), column:NAME (a table), none.</source>
        <translation>Welche Bilder zusammengehören: folder:1 (eine Ebene), name:REGEX (die erste Klammer), patient (DICOM), burst oder burst:SEKUNDEN (EXIF-Zeit), column:NAME (eine Tabelle), none.</translation>
    </message>
    <message>
        <source>Which texts belong together: folder:1 (a level), name:REGEX (its first bracket), none.</source>
        <translation>Welche Texte zusammengehören: folder:1 (eine Ebene), name:REGEX (seine erste Klammer), none.</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Weiß</translation>
    </message>
    <message>
        <source>Width of the hidden layer of an MLP.</source>
        <translation>Breite der inneren Schicht eines MLP.</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>eine Datei</translation>
    </message>
    <message>
        <source>a line</source>
        <translation>eine Zeile</translation>
    </message>
    <message>
        <source>as trained</source>
        <translation>wie trainiert</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>final test</source>
        <translation>Abschlusstest</translation>
    </message>
    <message>
        <source>found out</source>
        <translation>wird ermittelt</translation>
    </message>
    <message>
        <source>images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>passes</source>
        <translation>Durchgänge</translation>
    </message>
    <message>
        <source>points of 100</source>
        <translation>Punkte von 100</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>to be divided</source>
        <translation>wird aufgeteilt</translation>
    </message>
    <message>
        <source>train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>tuning</source>
        <translation>Abstimmung</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
</context>
<context>
    <name>parts</name>
    <message>
        <source>final test</source>
        <translation>Abschlusstest</translation>
    </message>
    <message>
        <source>training images</source>
        <translation>Trainingsbilder</translation>
    </message>
    <message>
        <source>training texts</source>
        <translation>Trainingstexte</translation>
    </message>
    <message>
        <source>tuning images</source>
        <translation>Abstimmbilder</translation>
    </message>
    <message>
        <source>tuning texts</source>
        <translation>Abstimmtexte</translation>
    </message>
    <message>
        <source>without a part</source>
        <translation>ohne Teil</translation>
    </message>
</context>
<context>
    <name>report</name>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>All texts come from one group, so nothing is known of other groups: no interval can be given. Bring texts of more groups.</source>
        <translation>Alle Texte stammen aus einer Gruppe, über andere Gruppen ist also nichts bekannt: Es lässt sich kein Intervall angeben. Nehmen Sie Texte aus mehr Gruppen dazu.</translation>
    </message>
    <message>
        <source>Balanced accuracy</source>
        <translation>Balancierte Genauigkeit</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>Konfusionsmatrix</translation>
    </message>
    <message>
        <source>Counted words (TF-IDF) and logistic regression</source>
        <translation>Gezählte Wörter (TF-IDF) und logistische Regression</translation>
    </message>
    <message>
        <source>Each list was made by what the other tuning texts taught.</source>
        <translation>Jede Liste entstand aus dem, was die anderen Abstimmungstexte lehrten.</translation>
    </message>
    <message>
        <source>Every text got the very same probabilities: the model has learned nothing.</source>
        <translation>Jeder Text bekam genau dieselben Wahrscheinlichkeiten: Das Modell hat nichts gelernt.</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Folds differ because each is small: read the pooled result, not the best fold. Temperature and penalty were learned inside each fold, without its texts.</source>
        <translation>Die Teile unterscheiden sich, weil jeder klein ist: Maßgeblich ist das Gesamtergebnis, nicht der beste Teil. Temperatur und Regularisierung wurden in jedem Teil ohne dessen Texte gelernt.</translation>
    </message>
    <message>
        <source>How training went</source>
        <translation>Wie das Training verlief</translation>
    </message>
    <message>
        <source>Images of one group are alike: the interval of a group speaks of that group alone.</source>
        <translation>Bilder einer Gruppe ähneln einander: Das Intervall einer Gruppe gilt nur für diese Gruppe.</translation>
    </message>
    <message>
        <source>Is it better than simpler methods?</source>
        <translation>Ist es besser als einfachere Verfahren?</translation>
    </message>
    <message>
        <source>Linear layer, model as it is</source>
        <translation>Lineare Schicht, Modell unverändert</translation>
    </message>
    <message>
        <source>Log-loss</source>
        <translation>Log-Verlust</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>Makro-F1</translation>
    </message>
    <message>
        <source>Most frequent class</source>
        <translation>Häufigste Klasse</translation>
    </message>
    <message>
        <source>Nearest class mean, model as it is</source>
        <translation>Nächster Klassenmittelwert, Modell unverändert</translation>
    </message>
    <message>
        <source>Precision and recall</source>
        <translation>Präzision und Sensitivität</translation>
    </message>
    <message>
        <source>ROC curve</source>
        <translation>ROC-Kurve</translation>
    </message>
    <message>
        <source>Read this first</source>
        <translation>Zuerst lesen</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>A stage ended early, for want of gain.</source>
        <translation>Eine Stufe endete früher, weil nichts mehr gewonnen wurde.</translation>
    </message>
    <message>
        <source>AUROC</source>
        <translation>AUROC</translation>
    </message>
    <message>
        <source>AUROC is the chance that a text of the class gets a larger probability of it than another text: 0.5 is guessing. Guessing has the class&apos;s share as average precision.</source>
        <translation>AUROC ist die Chance, dass ein Text der Klasse eine größere Wahrscheinlichkeit für sie bekommt als ein anderer Text: 0,5 ist Raten. Beim Raten ist die mittlere Präzision der Anteil der Klasse.</translation>
    </message>
    <message>
        <source>AUROC is the chance that an image of the class gets a larger probability of it than another image: 0.5 is guessing. Guessing has the class&apos;s share as average precision.</source>
        <translation>AUROC ist die Wahrscheinlichkeit, dass ein Bild der Klasse eine größere Wahrscheinlichkeit für sie bekommt als ein anderes Bild: 0,5 ist geraten. Geraten ist die mittlere Präzision der Anteil der Klasse.</translation>
    </message>
    <message>
        <source>All images come from one group, so nothing is known of other groups: no interval can be given. Bring images of more groups.</source>
        <translation>Alle Bilder stammen aus einer Gruppe, über andere Gruppen ist nichts bekannt: Ein Intervall lässt sich nicht angeben. Bilder weiterer Gruppen hinzunehmen.</translation>
    </message>
    <message>
        <source>At most one class off</source>
        <translation>Höchstens eine Klasse daneben</translation>
    </message>
    <message>
        <source>Average precision</source>
        <translation>Mittlere Präzision (AP)</translation>
    </message>
    <message>
        <source>Brier score</source>
        <translation>Brier-Score</translation>
    </message>
    <message>
        <source>Cohen&apos;s kappa</source>
        <translation>Cohens Kappa</translation>
    </message>
    <message>
        <source>Decisions by what an error costs</source>
        <translation>Entscheidungen nach den Kosten eines Fehlers</translation>
    </message>
    <message>
        <source>Each class against the others</source>
        <translation>Jede Klasse gegen die anderen</translation>
    </message>
    <message>
        <source>Each list was made by what the other tuning images taught.</source>
        <translation>Jede Liste entstand aus dem, was die anderen Abstimmbilder lehrten.</translation>
    </message>
    <message>
        <source>Every image got the very same probabilities: the model has learned nothing.</source>
        <translation>Jedes Bild bekam genau dieselben Wahrscheinlichkeiten: Das Modell hat nichts gelernt.</translation>
    </message>
    <message>
        <source>Expected calibration error</source>
        <translation>Mittlerer Kalibrierungsfehler (ECE)</translation>
    </message>
    <message>
        <source>Folds differ because each is small: read the pooled result, not the best fold. Temperature and penalty were learned inside each fold, without its images.</source>
        <translation>Die Teile unterscheiden sich, weil jeder klein ist: Lesen Sie das gemeinsame Ergebnis, nicht den besten Teil. Temperatur und Strafe wurden in jedem Teil für sich gelernt, ohne seine Bilder.</translation>
    </message>
    <message>
        <source>Hamming loss</source>
        <translation>Hamming-Verlust</translation>
    </message>
    <message>
        <source>How far off answers are</source>
        <translation>Wie weit Antworten danebenliegen</translation>
    </message>
    <message>
        <source>Images unlike those of the training</source>
        <translation>Bilder, die anders sind als die des Trainings</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Look whether a name tells who a person is before you share this report.</source>
        <translation>Prüfen Sie, ob ein Name eine Person verrät, bevor Sie diesen Bericht weitergeben.</translation>
    </message>
    <message>
        <source>Matthews correlation</source>
        <translation>Matthews-Korrelation</translation>
    </message>
    <message>
        <source>Mean error in classes</source>
        <translation>Mittlerer Fehler in Klassen</translation>
    </message>
    <message>
        <source>Methods, ready for a paper</source>
        <translation>Methoden, fertig für einen Artikel</translation>
    </message>
    <message>
        <source>Micro F1</source>
        <translation>Mikro-F1</translation>
    </message>
    <message>
        <source>More metrics</source>
        <translation>Weitere Kennzahlen</translation>
    </message>
    <message>
        <source>Names of files are left out on purpose; the person who made the report can add them.</source>
        <translation>Dateinamen fehlen mit Absicht; wer den Bericht erstellt hat, kann sie hinzufügen.</translation>
    </message>
    <message>
        <source>Quadratic weighted kappa</source>
        <translation>Quadratisch gewichtetes Kappa</translation>
    </message>
    <message>
        <source>References (BibTeX)</source>
        <translation>Literatur (BibTeX)</translation>
    </message>
    <message>
        <source>Results by class</source>
        <translation>Ergebnisse nach Klasse</translation>
    </message>
    <message>
        <source>Small subgroups differ by chance alone: compare intervals, not values. A subgroup that is clearly worse was perhaps rarely seen in training.</source>
        <translation>Kleine Untergruppen unterscheiden sich schon durch Zufall: Intervalle vergleichen, nicht Werte. Eine deutlich schlechtere Untergruppe kam im Training vielleicht selten vor.</translation>
    </message>
    <message>
        <source>Texts of one group are alike: the interval of a group speaks of that group alone.</source>
        <translation>Texte einer Gruppe ähneln sich: Das Intervall einer Gruppe spricht nur von dieser Gruppe.</translation>
    </message>
    <message>
        <source>Texts unlike those of the training</source>
        <translation>Texte, die denen des Trainings nicht ähneln</translation>
    </message>
    <message>
        <source>The folds</source>
        <translation>Die Teile</translation>
    </message>
    <message>
        <source>The labels, images or parts of the dataset changed between these runs.</source>
        <translation>Zwischen diesen Läufen haben sich Labels, Bilder oder Teile des Datensatzes geändert.</translation>
    </message>
    <message>
        <source>The labels, texts or parts of the dataset changed between these runs.</source>
        <translation>Die Labels, Texte oder Teile des Datensatzes haben sich zwischen diesen Läufen geändert.</translation>
    </message>
    <message>
        <source>The names of the classes differ only in a number, so they are taken as an order: a near miss counts less than a far one in the quadratic weighted kappa.</source>
        <translation>Die Namen der Klassen unterscheiden sich nur in einer Zahl und gelten daher als Reihenfolge: Knapp daneben zählt im quadratisch gewichteten Kappa weniger als weit daneben.</translation>
    </message>
    <message>
        <source>The new layer was solved exactly; there is no curve to show.</source>
        <translation>Die neue Schicht wurde exakt gelöst; es gibt keine Kurve zu zeigen.</translation>
    </message>
    <message>
        <source>The same image in two parts?</source>
        <translation>Dasselbe Bild in zwei Teilen?</translation>
    </message>
    <message>
        <source>The same network from scratch</source>
        <translation>Dasselbe Netz von Grund auf</translation>
    </message>
    <message>
        <source>The same text in two parts?</source>
        <translation>Derselbe Text in zwei Teilen?</translation>
    </message>
    <message>
        <source>These images also chose the best pass of each run: compare on new images, or open the final test for the chosen run alone.</source>
        <translation>Diese Bilder haben auch den besten Durchgang jedes Laufs ausgewählt: Vergleichen Sie auf neuen Bildern, oder öffnen Sie den Abschlusstest nur für den gewählten Lauf.</translation>
    </message>
    <message>
        <source>These images also tuned this run: its best pass where there are several, and how sure it is. So the numbers flatter a little. The final test was not touched.</source>
        <translation>Diese Bilder haben diesen Lauf auch abgestimmt: seinen besten Durchgang, wo es mehrere gibt, und wie sicher er ist. Darum schmeicheln die Zahlen ein wenig. Der Abschlusstest wurde nicht angerührt.</translation>
    </message>
    <message>
        <source>These images were learned from: the numbers say nothing about new images.</source>
        <translation>Aus diesen Bildern wurde gelernt: Die Zahlen sagen nichts über neue Bilder.</translation>
    </message>
    <message>
        <source>These texts also chose the best pass of each run: compare on new texts, or open the final test for the chosen run alone.</source>
        <translation>Diese Texte haben auch den besten Durchgang jedes Laufs ausgewählt: Vergleichen Sie auf neuen Texten, oder öffnen Sie den Abschlusstest nur für den gewählten Lauf.</translation>
    </message>
    <message>
        <source>These texts also tuned this run: its best pass where there are several, and how sure it is. So the numbers flatter a little. The final test was not touched.</source>
        <translation>Diese Texte haben diesen Lauf auch abgestimmt: seinen besten Durchgang, wo es mehrere gibt, und wie sicher er ist. Die Zahlen schmeicheln also ein wenig. Der Abschlusstest wurde nicht berührt.</translation>
    </message>
    <message>
        <source>These texts were learned from: the numbers say nothing about new texts.</source>
        <translation>Aus diesen Texten wurde gelernt: Die Zahlen sagen nichts über neue Texte.</translation>
    </message>
    <message>
        <source>They hold the truth less often than promised: these images differ.</source>
        <translation>Sie enthalten die Wahrheit seltener als versprochen: Diese Bilder sind anders.</translation>
    </message>
    <message>
        <source>They hold the truth less often than promised: these texts differ.</source>
        <translation>Sie enthalten die Wahrheit seltener als versprochen: Diese Texte sind anders.</translation>
    </message>
    <message>
        <source>This run</source>
        <translation>Dieser Lauf</translation>
    </message>
    <message>
        <source>This run is better by</source>
        <translation>Dieser Lauf ist besser um</translation>
    </message>
    <message>
        <source>What this says</source>
        <translation>Was das besagt</translation>
    </message>
    <message>
        <source>What was learned by heart is then counted as known: these make the numbers too good.</source>
        <translation>Auswendig Gelerntes zählt dann als gekonnt: Diese Bilder machen die Zahlen zu gut.</translation>
    </message>
    <message>
        <source>When it is 80 % sure, is it right 80 % of the time?</source>
        <translation>Hat es in 80 % der Fälle recht, wenn es zu 80 % sicher ist?</translation>
    </message>
    <message>
        <source>Whoever tries many recipes and keeps the best of these numbers makes them too good: then open the final test once, or take nested folds.</source>
        <translation>Wer viele Rezepte ausprobiert und die beste dieser Zahlen behält, macht sie zu gut: Öffnen Sie dann einmal den Abschlusstest, oder nehmen Sie verschachtelte Teile.</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>accuracy high</source>
        <translation>Genauigkeit oben</translation>
    </message>
    <message>
        <source>accuracy low</source>
        <translation>Genauigkeit unten</translation>
    </message>
    <message>
        <source>at most one class off</source>
        <translation>höchstens eine Klasse daneben</translation>
    </message>
    <message>
        <source>auroc</source>
        <translation>auroc</translation>
    </message>
    <message>
        <source>average precision</source>
        <translation>mittlere Präzision (AP)</translation>
    </message>
    <message>
        <source>balanced accuracy</source>
        <translation>balancierte Genauigkeit</translation>
    </message>
    <message>
        <source>brier score</source>
        <translation>Brier-Score</translation>
    </message>
    <message>
        <source>class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>classes off</source>
        <translation>Klassen daneben</translation>
    </message>
    <message>
        <source>cohen&apos;s kappa</source>
        <translation>Cohens Kappa</translation>
    </message>
    <message>
        <source>expected calibration error</source>
        <translation>mittlerer Kalibrierungsfehler (ECE)</translation>
    </message>
    <message>
        <source>false positive rate (1 - specificity)</source>
        <translation>Falsch-positiv-Rate (1 − Spezifität)</translation>
    </message>
    <message>
        <source>fold</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>hamming loss</source>
        <translation>Hamming-Verlust</translation>
    </message>
    <message>
        <source>holds the truth</source>
        <translation>enthält die Wahrheit</translation>
    </message>
    <message>
        <source>holds the truth high</source>
        <translation>enthält die Wahrheit oben</translation>
    </message>
    <message>
        <source>holds the truth low</source>
        <translation>enthält die Wahrheit unten</translation>
    </message>
    <message>
        <source>how alike</source>
        <translation>wie ähnlich</translation>
    </message>
    <message>
        <source>how sure it is</source>
        <translation>wie sicher es ist</translation>
    </message>
    <message>
        <source>image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>images off</source>
        <translation>Bilder daneben</translation>
    </message>
    <message>
        <source>its part</source>
        <translation>dessen Teil</translation>
    </message>
    <message>
        <source>learned from</source>
        <translation>gelernt aus</translation>
    </message>
    <message>
        <source>log-loss</source>
        <translation>Log-Verlust</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>macro f1</source>
        <translation>Makro-F1</translation>
    </message>
    <message>
        <source>matthews correlation</source>
        <translation>Matthews-Korrelation</translation>
    </message>
    <message>
        <source>mean error in classes</source>
        <translation>mittlerer Fehler in Klassen</translation>
    </message>
    <message>
        <source>micro f1</source>
        <translation>Mikro-F1</translation>
    </message>
    <message>
        <source>nearly the same as</source>
        <translation>fast gleich wie</translation>
    </message>
    <message>
        <source>part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>Durchgang</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>Präzision</translation>
    </message>
    <message>
        <source>quadratic weighted kappa</source>
        <translation>quadratisch gewichtetes Kappa</translation>
    </message>
    <message>
        <source>rank correlation</source>
        <translation>Rangkorrelation</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>Sensitivität</translation>
    </message>
    <message>
        <source>recall (sensitivity)</source>
        <translation>Sensitivität (Recall)</translation>
    </message>
    <message>
        <source>sensitivity</source>
        <translation>Sensitivität</translation>
    </message>
    <message>
        <source>share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>share high</source>
        <translation>Anteil bis</translation>
    </message>
    <message>
        <source>share low</source>
        <translation>Anteil von</translation>
    </message>
    <message>
        <source>share that is right</source>
        <translation>Anteil der richtigen</translation>
    </message>
    <message>
        <source>shuffled</source>
        <translation>gemischt</translation>
    </message>
    <message>
        <source>specificity</source>
        <translation>Spezifität</translation>
    </message>
    <message>
        <source>structural similarity</source>
        <translation>strukturelle Ähnlichkeit</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>texts off</source>
        <translation>Texte daneben</translation>
    </message>
    <message>
        <source>– stands where a class was never there, or never named.</source>
        <translation>– steht, wo eine Klasse nie vorkam oder nie genannt wurde.</translation>
    </message>
</context>
<context>
    <name>running</name>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>It starts…</source>
        <translation>Es beginnt…</translation>
    </message>
    <message>
        <source>It stops after this step.</source>
        <translation>Es hält nach diesem Schritt an.</translation>
    </message>
    <message>
        <source>It waits for another job to end.</source>
        <translation>Es wartet auf das Ende eines anderen Vorgangs.</translation>
    </message>
</context>
<context>
    <name>runs</name>
    <message>
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>Gründlich</translation>
    </message>
</context>
<context>
    <name>stage_table</name>
    <message>
        <source>Layers from here on learn; those below are kept as they are (frozen).</source>
        <translation>Schichten ab hier lernen; die darunter bleiben unverändert (eingefroren).</translation>
    </message>
    <message>
        <source>Name of the stage</source>
        <translation>Name der Stufe</translation>
    </message>
    <message>
        <source>Remove this stage</source>
        <translation>Diese Stufe entfernen</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>What learns</source>
        <translation>Was lernt</translation>
    </message>
    <message>
        <source>What learns in %1</source>
        <translation>Was in %1 lernt</translation>
    </message>
</context>
<context>
    <name>stages</name>
    <message>
        <source>adding the texts</source>
        <translation>Texte werden hinzugefügt</translation>
    </message>
    <message>
        <source>all blocks</source>
        <translation>alle Blöcke</translation>
    </message>
    <message>
        <source>comparing with architectures</source>
        <translation>Vergleich mit bekannten Netzen</translation>
    </message>
    <message>
        <source>computing features</source>
        <translation>Merkmale werden berechnet</translation>
    </message>
    <message>
        <source>counting words</source>
        <translation>Wörter werden gezählt</translation>
    </message>
    <message>
        <source>cross-validation</source>
        <translation>Kreuzvalidierung</translation>
    </message>
    <message>
        <source>decoding images</source>
        <translation>Bilder werden gelesen</translation>
    </message>
    <message>
        <source>dividing the images</source>
        <translation>Bilder werden aufgeteilt</translation>
    </message>
    <message>
        <source>drawing the map</source>
        <translation>die Karte wird gezeichnet</translation>
    </message>
    <message>
        <source>drawing the sample images</source>
        <translation>Beispielbilder werden gezeichnet</translation>
    </message>
    <message>
        <source>everything from scratch</source>
        <translation>alles von Grund auf</translation>
    </message>
    <message>
        <source>judging labels</source>
        <translation>Beschriftungen werden beurteilt</translation>
    </message>
    <message>
        <source>looking for the files</source>
        <translation>Dateien werden gesucht</translation>
    </message>
    <message>
        <source>measuring on the tuning images</source>
        <translation>wird auf den Abstimmbildern gemessen</translation>
    </message>
    <message>
        <source>new layers</source>
        <translation>neue Schichten</translation>
    </message>
    <message>
        <source>reading headers</source>
        <translation>Dateien werden gelesen</translation>
    </message>
    <message>
        <source>reading texts</source>
        <translation>Texte werden gelesen</translation>
    </message>
    <message>
        <source>serving</source>
        <translation>Antworten werden gegeben</translation>
    </message>
    <message>
        <source>upper blocks</source>
        <translation>obere Blöcke</translation>
    </message>
    <message>
        <source>writing the report</source>
        <translation>Bericht schreiben</translation>
    </message>
</context>
<context>
    <name>starts</name>
    <message numerus="yes">
        <source>%n dropped things are imported together.</source>
        <translation>
            <numerusform>%n abgelegtes Element wird importiert.</numerusform>
            <numerusform>%n abgelegte Elemente werden zusammen importiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Any other photos</source>
        <translation>Alle anderen Fotos</translation>
    </message>
    <message>
        <source>Are people content? Texts told apart as negative and positive.</source>
        <translation>Sind Menschen zufrieden? Texte als negativ und positiv unterschieden.</translation>
    </message>
    <message>
        <source>Camera traps</source>
        <translation>Kamerafallen</translation>
    </message>
    <message>
        <source>Cells, tissues, phenotypes; 8 or 16 bit, plates kept together.</source>
        <translation>Zellen, Gewebe, Phänotypen; 8 oder 16 Bit, Platten bleiben zusammen.</translation>
    </message>
    <message>
        <source>Folders named after classes, or images that you label here.</source>
        <translation>Ordner nach Klassen benannt, oder Bilder, die hier beschriftet werden.</translation>
    </message>
    <message>
        <source>Left out: %1. Only folders and images are taken together.</source>
        <translation>Ausgelassen: %1. Nur Ordner und Bilder werden zusammen genommen.</translation>
    </message>
    <message>
        <source>Many photos, few labels, rare species; bursts kept together.</source>
        <translation>Viele Fotos, seltene Arten; Serien bleiben zusammen.</translation>
    </message>
    <message>
        <source>Medical images</source>
        <translation>Medizinische Bilder</translation>
    </message>
    <message>
        <source>Microscopy</source>
        <translation>Mikroskopie</translation>
    </message>
    <message>
        <source>News, letters, findings in words; a table, or a folder of texts.</source>
        <translation>Nachrichten, Briefe, Befunde in Worten; eine Tabelle oder ein Ordner mit Texten.</translation>
    </message>
    <message>
        <source>Sentiment: reviews, comments</source>
        <translation>Stimmung: Rezensionen, Kommentare</translation>
    </message>
    <message>
        <source>Tables (%1)</source>
        <translation>Tabellen (%1)</translation>
    </message>
    <message>
        <source>Text: topics, categories</source>
        <translation>Text: Themen, Kategorien</translation>
    </message>
    <message>
        <source>X-ray, CT, MR slices, a table of diagnoses; patients kept together.</source>
        <translation>Röntgen, CT, MR, Diagnosetabelle; Patienten bleiben zusammen.</translation>
    </message>
    <message>
        <source>negative</source>
        <translation>negativ</translation>
    </message>
    <message>
        <source>positive</source>
        <translation>positiv</translation>
    </message>
</context>
<context>
    <name>tiles</name>
    <message>
        <source>Cannot be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Empty: none of the classes</source>
        <translation>Leer: keine der Klassen</translation>
    </message>
    <message>
        <source>Final test, opened</source>
        <translation>Abschlusstest, geöffnet</translation>
    </message>
    <message>
        <source>Several labels</source>
        <translation>Mehrere Beschriftungen</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>not labelled</source>
        <translation>nicht beschriftet</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>unsicher</translation>
    </message>
</context>
<context>
    <name>train</name>
    <message>
        <source>%1 on %3 tuning images: %2 (between %4 and %5 with 95 % confidence).</source>
        <translation>%1 auf %3 Abstimmbildern: %2 (zwischen %4 und %5 mit 95 % Sicherheit).</translation>
    </message>
    <message>
        <source>%1 on %3 tuning images: %2.</source>
        <translation>%1 auf %3 Abstimmbildern: %2.</translation>
    </message>
    <message>
        <source>%1 on %3 tuning texts: %2 (between %4 and %5 with 95 % confidence).</source>
        <translation>%1 auf %3 Abstimmtexten: %2 (zwischen %4 und %5 mit 95 % Sicherheit).</translation>
    </message>
    <message>
        <source>%1 on %3 tuning texts: %2.</source>
        <translation>%1 auf %3 Abstimmtexten: %2.</translation>
    </message>
    <message>
        <source>A model tells classes apart: label images of a second one.</source>
        <translation>Ein Modell unterscheidet Klassen: Bilder einer zweiten beschriften.</translation>
    </message>
    <message>
        <source>A model tells classes apart: label texts of a second one.</source>
        <translation>Ein Modell unterscheidet Klassen: Texte einer zweiten beschriften.</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Adapt with my labels</source>
        <translation>Mit meinen Beschriftungen anpassen</translation>
    </message>
    <message>
        <source>All labelled images are of one class, %1.</source>
        <translation>Alle beschrifteten Bilder sind von einer Klasse, %1.</translation>
    </message>
    <message>
        <source>All labelled texts are of one class, %1.</source>
        <translation>Alle beschrifteten Texte sind von einer Klasse, %1.</translation>
    </message>
    <message>
        <source>Balanced accuracy</source>
        <translation>Balancierte Genauigkeit</translation>
    </message>
    <message>
        <source>Bring a folder of images, then train.</source>
        <translation>Einen Ordner mit Bildern hereinholen, dann trainieren.</translation>
    </message>
    <message>
        <source>Bring a table of texts, then train.</source>
        <translation>Eine Tabelle mit Texten hereinholen, dann trainieren.</translation>
    </message>
    <message>
        <source>Computing what the kept layers see</source>
        <translation>Berechnet wird, was die unveränderten Schichten sehen</translation>
    </message>
    <message>
        <source>Divide the images</source>
        <translation>Bilder aufteilen</translation>
    </message>
    <message>
        <source>Divide the texts</source>
        <translation>Texte aufteilen</translation>
    </message>
    <message>
        <source>Divide them, or add more images of each class.</source>
        <translation>Aufteilen, oder mehr Bilder jeder Klasse hinzufügen.</translation>
    </message>
    <message>
        <source>Divide them, or add more texts of each class.</source>
        <translation>Aufteilen, oder mehr Texte jeder Klasse hinzufügen.</translation>
    </message>
    <message>
        <source>Import images</source>
        <translation>Bilder importieren</translation>
    </message>
    <message>
        <source>Import texts</source>
        <translation>Texte importieren</translation>
    </message>
    <message>
        <source>Label images</source>
        <translation>Bilder beschriften</translation>
    </message>
    <message>
        <source>Label some images of each class, then train.</source>
        <translation>Einige Bilder jeder Klasse beschriften, dann trainieren.</translation>
    </message>
    <message>
        <source>Label some texts of each class, then train.</source>
        <translation>Einige Texte jeder Klasse beschriften, dann trainieren.</translation>
    </message>
    <message>
        <source>Label texts</source>
        <translation>Texte beschriften</translation>
    </message>
    <message>
        <source>Learn from unlabelled images first</source>
        <translation>Erst aus unbeschrifteten Bildern lernen</translation>
    </message>
    <message>
        <source>Learn from unlabelled texts first</source>
        <translation>Erst aus unbeschrifteten Texten lernen</translation>
    </message>
    <message>
        <source>New last layers first, then the upper blocks with smaller rates.</source>
        <translation>Zuerst die neuen letzten Schichten, dann die oberen Blöcke mit kleineren Raten.</translation>
    </message>
    <message>
        <source>New last layers, the upper blocks, then all blocks; longer, and averaged.</source>
        <translation>Neue letzte Schichten, die oberen Blöcke, dann alle; länger, und gemittelt.</translation>
    </message>
    <message>
        <source>No image has a label yet.</source>
        <translation>Noch hat kein Bild eine Beschriftung.</translation>
    </message>
    <message>
        <source>No text has a label yet.</source>
        <translation>Noch hat kein Text eine Beschriftung.</translation>
    </message>
    <message>
        <source>Nothing can be trained here, because nothing can be saved here.</source>
        <translation>Hier lässt sich nichts trainieren, weil sich nichts speichern lässt.</translation>
    </message>
    <message>
        <source>Nothing is learned; images are compared by what the model knows already.</source>
        <translation>Nichts wird gelernt; Bilder werden nach dem verglichen, was das Modell schon kann.</translation>
    </message>
    <message>
        <source>Nothing is learned; texts are compared by what the model knows already.</source>
        <translation>Nichts wird gelernt; Texte werden nach dem verglichen, was das Modell schon kann.</translation>
    </message>
    <message>
        <source>Own recipe</source>
        <translation>Eigenes Rezept</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Reading the images</source>
        <translation>Die Bilder werden gelesen</translation>
    </message>
    <message>
        <source>Reading the texts</source>
        <translation>Die Texte werden gelesen</translation>
    </message>
    <message>
        <source>Save a copy to train in it.</source>
        <translation>Eine Kopie speichern, um in ihr zu trainieren.</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>The images are not divided into training and tuning images.</source>
        <translation>Die Bilder sind nicht in Trainings- und Abstimmbilder aufgeteilt.</translation>
    </message>
    <message>
        <source>The model gets used to your kind of images before it sees labels.</source>
        <translation>Das Modell gewöhnt sich an Ihre Art von Bildern, bevor es Beschriftungen sieht.</translation>
    </message>
    <message>
        <source>The model gets used to your kind of texts before it sees labels.</source>
        <translation>Das Modell gewöhnt sich an Ihre Art von Texten, bevor es Beschriftungen sieht.</translation>
    </message>
    <message>
        <source>The model learns your classes from the images that you labelled.</source>
        <translation>Das Modell lernt Ihre Klassen aus den Bildern, die Sie beschriftet haben.</translation>
    </message>
    <message>
        <source>The model learns your classes from the texts that you labelled.</source>
        <translation>Das Modell lernt Ihre Klassen aus den Texten, die Sie beschriftet haben.</translation>
    </message>
    <message>
        <source>The texts are not divided into training and tuning texts.</source>
        <translation>Die Texte sind nicht in Trainings- und Abstimmtexte aufgeteilt.</translation>
    </message>
    <message>
        <source>There are no images yet.</source>
        <translation>Es gibt noch keine Bilder.</translation>
    </message>
    <message>
        <source>There are no texts yet.</source>
        <translation>Es gibt noch keine Texte.</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>Gründlich</translation>
    </message>
    <message>
        <source>Trains the new last layers only; the pretrained model is kept as it is.</source>
        <translation>Trainiert nur die neuen letzten Schichten; das vortrainierte Modell bleibt unverändert.</translation>
    </message>
    <message>
        <source>Use as it is</source>
        <translation>Wie es ist verwenden</translation>
    </message>
    <message>
        <source>ended in the middle</source>
        <translation>mittendrin beendet</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>nicht begonnen</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>the GPU</source>
        <translation>der GPU</translation>
    </message>
    <message>
        <source>the processor</source>
        <translation>dem Prozessor</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
</TS>
