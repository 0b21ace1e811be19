<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AgreementView</name>
    <message numerus="yes">
        <source>%n image(s) have a label.</source>
        <translation>
            <numerusform>%n image has a label.</numerusform>
            <numerusform>%n images have a label.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) have a label.</source>
        <translation>
            <numerusform>%n text has a label.</numerusform>
            <numerusform>%n texts have a label.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Resolve %n disagreement(s)</source>
        <translation>
            <numerusform>Resolve %n disagreement</numerusform>
            <numerusform>Resolve %n disagreements</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message numerus="yes">
        <source>One output for each of your %n classes</source>
        <translation>
            <numerusform>One output for your %n class</numerusform>
            <numerusform>One output for each of your %n classes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message numerus="yes">
        <source>%n other(s) were answered by some runs only, or have another label now.</source>
        <translation>
            <numerusform>%n other was answered by some runs only, or has another label now.</numerusform>
            <numerusform>%n others were answered by some runs only, or have another label now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On %n image(s) that all of them have answered.</source>
        <translation>
            <numerusform>On %n image that all of them have answered.</numerusform>
            <numerusform>On %n images that all of them have answered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On %n text(s) that all of them have answered.</source>
        <translation>
            <numerusform>On %n text that all of them have answered.</numerusform>
            <numerusform>On %n texts that all of them have answered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>P-values are corrected for %n comparison(s) (Holm).</source>
        <translation>
            <numerusform>P-values are corrected for %n comparison (Holm).</numerusform>
            <numerusform>P-values are corrected for %n comparisons (Holm).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CrossvalOffer</name>
    <message numerus="yes">
        <source>This result stands on %n group(s) only. Cross-validation uses all training and tuning images, each answered by a model that saw nothing of its group.</source>
        <translation>
            <numerusform>This result stands on %n group only. Cross-validation uses all training and tuning images, each answered by a model that saw nothing of its group.</numerusform>
            <numerusform>This result stands on %n groups only. Cross-validation uses all training and tuning images, each answered by a model that saw nothing of its group.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This result stands on %n group(s) only. Cross-validation uses all training and tuning texts, each answered by a model that saw nothing of its group.</source>
        <translation>
            <numerusform>This result stands on %n group only. Cross-validation uses all training and tuning texts, each answered by a model that saw nothing of its group.</numerusform>
            <numerusform>This result stands on %n groups only. Cross-validation uses all training and tuning texts, each answered by a model that saw nothing of its group.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This result stands on %n image(s) only. Cross-validation uses all training and tuning images, each answered by a model that had not seen it.</source>
        <translation>
            <numerusform>This result stands on %n image only. Cross-validation uses all training and tuning images, each answered by a model that had not seen it.</numerusform>
            <numerusform>This result stands on %n images only. Cross-validation uses all training and tuning images, each answered by a model that had not seen it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This result stands on %n text(s) only. Cross-validation uses all training and tuning texts, each answered by a model that had not seen it.</source>
        <translation>
            <numerusform>This result stands on %n text only. Cross-validation uses all training and tuning texts, each answered by a model that had not seen it.</numerusform>
            <numerusform>This result stands on %n texts only. Cross-validation uses all training and tuning texts, each answered by a model that had not seen it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvaluatePanel</name>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more file(s) are damaged.</source>
        <translation>
            <numerusform>%n more file is damaged.</numerusform>
            <numerusform>%n more files are damaged.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s)</source>
        <translation>
            <numerusform>%n text</numerusform>
            <numerusform>%n texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Results on the final test: %1. Opened %n time(s).</source>
        <translation>
            <numerusform>Results on the final test: %1. Opened %n time.</numerusform>
            <numerusform>Results on the final test: %1. Opened %n times.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %n group(s)</source>
        <translation>
            <numerusform>from %n group</numerusform>
            <numerusform>from %n groups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FinalTestCard</name>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n group</numerusform>
            <numerusform>%n groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s)</source>
        <translation>
            <numerusform>%n text</numerusform>
            <numerusform>%n texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Final test: %1, opened %n time(s).</source>
        <translation>
            <numerusform>Final test: %1, opened %n time.</numerusform>
            <numerusform>Final test: %1, opened %n times.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It was opened %n time(s) already. Open it again?</source>
        <translation>
            <numerusform>It was opened %n time already. Open it again?</numerusform>
            <numerusform>It was opened %n times already. Open it again?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GivenModelPage</name>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> and %n more</numerusform>
            <numerusform> and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n channels</source>
        <translation>
            <numerusform>%n channel</numerusform>
            <numerusform>%n channels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImagesPane</name>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) as %1</source>
        <translation>
            <numerusform>%n image as %1</numerusform>
            <numerusform>%n images as %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s)</source>
        <translation>
            <numerusform>%n text</numerusform>
            <numerusform>%n texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) as %1</source>
        <translation>
            <numerusform>%n text as %1</numerusform>
            <numerusform>%n texts as %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %n label(s)</source>
        <translation>
            <numerusform>Change %n label</numerusform>
            <numerusform>Change %n labels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImagesView</name>
    <message numerus="yes">
        <source>%n groups</source>
        <translation>
            <numerusform>%n group</numerusform>
            <numerusform>%n groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images taken out</source>
        <translation>
            <numerusform>%n image taken out</numerusform>
            <numerusform>%n images taken out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows are on the clipboard.</source>
        <translation>
            <numerusform>%n row is on the clipboard.</numerusform>
            <numerusform>%n rows are on the clipboard.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n texts</source>
        <translation>
            <numerusform>%n text</numerusform>
            <numerusform>%n texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n texts taken out</source>
        <translation>
            <numerusform>%n text taken out</numerusform>
            <numerusform>%n texts taken out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportAssistant</name>
    <message numerus="yes">
        <source>%n class(es)</source>
        <translation>
            <numerusform>%n class</numerusform>
            <numerusform>%n classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) appear twice</source>
        <translation>
            <numerusform>%n image appears twice</numerusform>
            <numerusform>%n images appear twice</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) are in the project</source>
        <translation>
            <numerusform>%n image is in the project</numerusform>
            <numerusform>%n images are in the project</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) cannot be read</source>
        <translation>
            <numerusform>%n image cannot be read</numerusform>
            <numerusform>%n images cannot be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) appear twice</source>
        <translation>
            <numerusform>%n text appears twice</numerusform>
            <numerusform>%n texts appear twice</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) are in the project</source>
        <translation>
            <numerusform>%n text is in the project</numerusform>
            <numerusform>%n texts are in the project</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) cannot be used</source>
        <translation>
            <numerusform>%n text cannot be used</numerusform>
            <numerusform>%n texts cannot be used</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobItem</name>
    <message numerus="yes">
        <source>pass %n</source>
        <translation>
            <numerusform>pass %n</numerusform>
            <numerusform>pass %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Labelling</name>
    <message numerus="yes">
        <source>%n images: %1</source>
        <translation>
            <numerusform>%n image: %1</numerusform>
            <numerusform>%n images: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n texts: %1</source>
        <translation>
            <numerusform>%n text: %1</numerusform>
            <numerusform>%n texts: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LevelCard</name>
    <message numerus="yes">
        <source>%n folder(s)</source>
        <translation>
            <numerusform>%n folder</numerusform>
            <numerusform>%n folders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message numerus="yes">
        <source>%n image(s) are not on the map.</source>
        <translation>
            <numerusform>%n image is not on the map.</numerusform>
            <numerusform>%n images are not on the map.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) are not on the map.</source>
        <translation>
            <numerusform>%n text is not on the map.</numerusform>
            <numerusform>%n texts are not on the map.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MeaningPage</name>
    <message numerus="yes">
        <source>%n image(s) have no row and are left out:</source>
        <translation>
            <numerusform>%n image has no row and is left out:</numerusform>
            <numerusform>%n images have no row and are left out:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) have no row and come without a label:</source>
        <translation>
            <numerusform>%n image has no row and comes without a label:</numerusform>
            <numerusform>%n images have no row and come without a label:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) were found.</source>
        <translation>
            <numerusform>%n image was found.</numerusform>
            <numerusform>%n images were found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) have no image:</source>
        <translation>
            <numerusform>%n row has no image:</numerusform>
            <numerusform>%n rows have no image:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) have no text:</source>
        <translation>
            <numerusform>%n row has no text:</numerusform>
            <numerusform>%n rows have no text:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) were found.</source>
        <translation>
            <numerusform>%n row was found.</numerusform>
            <numerusform>%n rows were found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) have no row and are left out:</source>
        <translation>
            <numerusform>%n text has no row and is left out:</numerusform>
            <numerusform>%n texts have no row and are left out:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) have no row and come without a label:</source>
        <translation>
            <numerusform>%n text has no row and comes without a label:</numerusform>
            <numerusform>%n texts have no row and come without a label:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) were found.</source>
        <translation>
            <numerusform>%n text was found.</numerusform>
            <numerusform>%n texts were found.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelPanel</name>
    <message numerus="yes">
        <source>%n model(s) are in %1.</source>
        <translation>
            <numerusform>%n model is in %1.</numerusform>
            <numerusform>%n models are in %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n model(s) could not be read.</source>
        <translation>
            <numerusform>%n model could not be read.</numerusform>
            <numerusform>%n models could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlainView</name>
    <message numerus="yes">
        <source>%n more value(s) are in report.json.</source>
        <translation>
            <numerusform>%n more value is in report.json.</numerusform>
            <numerusform>%n more values are in report.json.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PredictionPanel</name>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) of the final test are left out.</source>
        <translation>
            <numerusform>%n image of the final test is left out.</numerusform>
            <numerusform>%n images of the final test are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n prediction(s) are saved in %1.</source>
        <translation>
            <numerusform>%n prediction is saved in %1.</numerusform>
            <numerusform>%n predictions are saved in %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are copied. Paste them into a spreadsheet.</source>
        <translation>
            <numerusform>%n row is copied. Paste it into a spreadsheet.</numerusform>
            <numerusform>%n rows are copied. Paste them into a spreadsheet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shown</source>
        <translation>
            <numerusform>%n shown</numerusform>
            <numerusform>%n shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s)</source>
        <translation>
            <numerusform>%n text</numerusform>
            <numerusform>%n texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) of the final test are left out.</source>
        <translation>
            <numerusform>%n text of the final test is left out.</numerusform>
            <numerusform>%n texts of the final test are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unlike the training images</source>
        <translation>
            <numerusform>%n unlike the training images</numerusform>
            <numerusform>%n unlike the training images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unlike the training texts</source>
        <translation>
            <numerusform>%n unlike the training texts</numerusform>
            <numerusform>%n unlike the training texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without an answer</source>
        <translation>
            <numerusform>%n without an answer</numerusform>
            <numerusform>%n without an answer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Predictor</name>
    <message numerus="yes">
        <source>Predicting on %n image(s)…</source>
        <translation>
            <numerusform>Predicting on %n image…</numerusform>
            <numerusform>Predicting on %n images…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Predicting on %n text(s)…</source>
        <translation>
            <numerusform>Predicting on %n text…</numerusform>
            <numerusform>Predicting on %n texts…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecommendedPage</name>
    <message numerus="yes">
        <source>All %n models</source>
        <translation>
            <numerusform>All %n models</numerusform>
            <numerusform>All %n models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message numerus="yes">
        <source>%n mistake(s), the surest first</source>
        <translation>
            <numerusform>%n mistake, the surest first</numerusform>
            <numerusform>%n mistakes, the surest first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Look at %n suspicious label(s)</source>
        <translation>
            <numerusform>Look at %n suspicious label</numerusform>
            <numerusform>Look at %n suspicious labels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunBar</name>
    <message numerus="yes">
        <source>Waits for its turn: number %n in the queue.</source>
        <translation>
            <numerusform>Waits for its turn: number %n in the queue.</numerusform>
            <numerusform>Waits for its turn: number %n in the queue.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SendBack</name>
    <message numerus="yes">
        <source>%n image(s) are added.</source>
        <translation>
            <numerusform>%n image is added.</numerusform>
            <numerusform>%n images are added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) are added.</source>
        <translation>
            <numerusform>%n text is added.</numerusform>
            <numerusform>%n texts are added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were there already and stay as they are.</source>
        <translation>
            <numerusform>%n was there already and stays as it is.</numerusform>
            <numerusform>%n were there already and stay as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n image(s) to this project?</source>
        <translation>
            <numerusform>Add %n image to this project?</numerusform>
            <numerusform>Add %n images to this project?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n text(s) to this project?</source>
        <translation>
            <numerusform>Add %n text to this project?</numerusform>
            <numerusform>Add %n texts to this project?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Adding %n image(s)</source>
        <translation>
            <numerusform>Adding %n image</numerusform>
            <numerusform>Adding %n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Adding %n text(s)</source>
        <translation>
            <numerusform>Adding %n text</numerusform>
            <numerusform>Adding %n texts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SharePage</name>
    <message numerus="yes">
        <source>%n proof(s) cannot be read.</source>
        <translation>
            <numerusform>%n proof cannot be read.</numerusform>
            <numerusform>%n proofs cannot be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It names %n image(s), patients, plates or the like: %1</source>
        <translation>
            <numerusform>It names %n image, patients, plates or the like: %1</numerusform>
            <numerusform>It names %n images, patients, plates or the like: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It names %n text(s), patients, plates or the like: %1</source>
        <translation>
            <numerusform>It names %n text, patients, plates or the like: %1</numerusform>
            <numerusform>It names %n texts, patients, plates or the like: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SplitView</name>
    <message numerus="yes">
        <source>%n labelled image(s)</source>
        <translation>
            <numerusform>%n labelled image</numerusform>
            <numerusform>%n labelled images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n labelled text(s)</source>
        <translation>
            <numerusform>%n labelled text</numerusform>
            <numerusform>%n labelled texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n without a label</source>
        <translation>
            <numerusform>, %n without a label</numerusform>
            <numerusform>, %n without a label</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The final test was opened %n time(s), last for the run %1.</source>
        <translation>
            <numerusform>The final test was opened %n time, last for the run %1.</numerusform>
            <numerusform>The final test was opened %n times, last for the run %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StartView</name>
    <message numerus="yes">
        <source> (%n times)</source>
        <translation>
            <numerusform> (%n times)</numerusform>
            <numerusform> (%n times)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SuggestionBar</name>
    <message numerus="yes">
        <source>%n doubtful label(s)</source>
        <translation>
            <numerusform>%n doubtful label</numerusform>
            <numerusform>%n doubtful labels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n set aside to measure them honestly, label these first</source>
        <translation>
            <numerusform>%n set aside to measure it honestly, label it first</numerusform>
            <numerusform>%n set aside to measure them honestly, label these first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Suggested labels for %n image(s)</source>
        <translation>
            <numerusform>Suggested labels for %n image</numerusform>
            <numerusform>Suggested labels for %n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Suggested labels for %n text(s)</source>
        <translation>
            <numerusform>Suggested labels for %n text</numerusform>
            <numerusform>Suggested labels for %n texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The model %1 can suggest labels for %n image(s).</source>
        <translation>
            <numerusform>The model %1 can suggest labels for %n image.</numerusform>
            <numerusform>The model %1 can suggest labels for %n images.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The model %1 can suggest labels for %n text(s).</source>
        <translation>
            <numerusform>The model %1 can suggest labels for %n text.</numerusform>
            <numerusform>The model %1 can suggest labels for %n texts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SummaryPage</name>
    <message numerus="yes">
        <source>%n class(es)</source>
        <translation>
            <numerusform>%n class</numerusform>
            <numerusform>%n classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) appear twice</source>
        <translation>
            <numerusform>%n image appears twice</numerusform>
            <numerusform>%n images appear twice</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) cannot be read and will be left out:</source>
        <translation>
            <numerusform>%n image cannot be read and will be left out:</numerusform>
            <numerusform>%n images cannot be read and will be left out:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) found.</source>
        <translation>
            <numerusform>%n image found.</numerusform>
            <numerusform>%n images found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) without a label</source>
        <translation>
            <numerusform>%n image without a label</numerusform>
            <numerusform>%n images without a label</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s)</source>
        <translation>
            <numerusform>%n text</numerusform>
            <numerusform>%n texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) appear twice</source>
        <translation>
            <numerusform>%n text appears twice</numerusform>
            <numerusform>%n texts appear twice</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) cannot be used and will be left out:</source>
        <translation>
            <numerusform>%n text cannot be used and will be left out:</numerusform>
            <numerusform>%n texts cannot be used and will be left out:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) found.</source>
        <translation>
            <numerusform>%n text found.</numerusform>
            <numerusform>%n texts found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) without a label</source>
        <translation>
            <numerusform>%n text without a label</numerusform>
            <numerusform>%n texts without a label</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more class(es)</source>
        <translation>
            <numerusform>and %n more class</numerusform>
            <numerusform>and %n more classes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TextPredictor</name>
    <message numerus="yes">
        <source>Predicting on %n image(s)…</source>
        <translation>
            <numerusform>Predicting on %n image…</numerusform>
            <numerusform>Predicting on %n images…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Predicting on %n text(s)…</source>
        <translation>
            <numerusform>Predicting on %n text…</numerusform>
            <numerusform>Predicting on %n texts…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TextTable</name>
    <message numerus="yes">
        <source>%n further column(s) are not used.</source>
        <translation>
            <numerusform>%n further column is not used.</numerusform>
            <numerusform>%n further columns are not used.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrayButton</name>
    <message numerus="yes">
        <source>%n job(s) at work</source>
        <translation>
            <numerusform>%n job at work</numerusform>
            <numerusform>%n jobs at work</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) failed</source>
        <translation>
            <numerusform>%n job failed</numerusform>
            <numerusform>%n jobs failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnreadableList</name>
    <message numerus="yes">
        <source>%n image(s) cannot be used and are left out</source>
        <translation>
            <numerusform>%n image cannot be used and is left out</numerusform>
            <numerusform>%n images cannot be used and are left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) cannot be used and are left out</source>
        <translation>
            <numerusform>%n text cannot be used and is left out</numerusform>
            <numerusform>%n texts cannot be used and are left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>deploy</name>
    <message numerus="yes">
        <source>Reloaded and run on %n image(s) of the final test</source>
        <translation>
            <numerusform>Reloaded and run on %n image of the final test</numerusform>
            <numerusform>Reloaded and run on %n images of the final test</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reloaded and run on %n training image(s)</source>
        <translation>
            <numerusform>Reloaded and run on %n training image</numerusform>
            <numerusform>Reloaded and run on %n training images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reloaded and run on %n tuning image(s)</source>
        <translation>
            <numerusform>Reloaded and run on %n tuning image</numerusform>
            <numerusform>Reloaded and run on %n tuning images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>starts</name>
    <message numerus="yes">
        <source>%n dropped things are imported together.</source>
        <translation>
            <numerusform>%n dropped thing is imported.</numerusform>
            <numerusform>%n dropped things are imported together.</numerusform>
        </translation>
    </message>
</context>
</TS>
