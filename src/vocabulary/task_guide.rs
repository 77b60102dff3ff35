//! What each task takes, gives and serves, for somebody who has to choose a model for it.

/// A task in plain words; each text is one or two sentences of our own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guide {
    /// The value of `pipeline_tag`.
    pub id: &'static str,
    /// What goes in: a few words, without a full stop.
    pub input: &'static str,
    /// What comes out: a few words, without a full stop.
    pub output: &'static str,
    /// What it is used for.
    pub uses: &'static str,
    /// How its models are judged, and what a figure hides.
    pub judging: &'static str,
}

const fn guide(
    id: &'static str,
    (input, output): (&'static str, &'static str),
    uses: &'static str,
    judging: &'static str,
) -> Guide {
    Guide { id, input, output, uses, judging }
}

/// Sorted by id.
#[rustfmt::skip]
static GUIDES: &[Guide] = &[
    guide("any-to-any", ("Text, images, audio or video, mixed", "Any of these, mixed"),
        "Assistants that listen, look and answer in kind, without a chain of separate models.",
        "No single figure covers it: look at the accuracy for each pair of input and output that you need."),
    guide("audio-classification", ("A recording", "Classes with a score each"),
        "Spotting commands, telling languages or speakers apart, hearing a machine that is about to fail.",
        "Accuracy where the classes are of similar size; F1 where some are rare."),
    guide("audio-text-to-text", ("A recording and a question or instruction", "Text"),
        "Asking about a meeting, a call or a sound, summing up what was said, following spoken instructions.",
        "Accuracy of the answers; the word error rate tells only how well the model hears."),
    guide("audio-to-audio", ("A recording", "Another recording"),
        "Taking noise out of speech, separating voices or instruments, changing a voice.",
        "Distortion ratios and models of human hearing stand in for listeners; trust a listening test more."),
    guide("automatic-speech-recognition", ("A recording of speech", "What was said, often with times"),
        "Subtitles, dictation, minutes of meetings, search in recordings.",
        "The word error rate, or the character error rate for languages without spaces. It depends on accent, noise and \
         subject, so compare values on one test set alone."),
    guide("biology", ("Sequences, structures or images of living things", "Properties, structures or vectors"),
        "Predicting how a protein folds or binds, what a variant does, which cells a picture shows.",
        "Each field has measures of its own; check that the test data share no close relatives with the training data."),
    guide("conversational", ("The messages so far", "The next message"),
        "Chat with people: support, tutoring, company.",
        "Perplexity says little about a conversation; judgements of people say more. New cards name this text generation."),
    guide("depth-estimation", ("One image, or a pair", "A distance for each pixel"),
        "Robots and vehicles that find their way, blurred backgrounds, scenes in three dimensions.",
        "Root mean squared or absolute error, in metres where the model knows the scale; many models know relative depth alone."),
    guide("document-question-answering", ("A picture of a document and a question", "The answer, often with its place"),
        "Reading invoices, forms and contracts without a template for each layout.",
        "Exact match and F1 of the answers; where text recognition is a separate step, its mistakes are counted too."),
    guide("feature-extraction", ("Text", "A vector, or one for each token"),
        "Search by meaning, clustering, finding duplicates, and as the first half of another model.",
        "Judged by what is built on top: retrieval and clustering benchmarks. The length of the vector decides what storing it costs."),
    guide("fill-mask", ("Text with a hidden word", "Words for the gap, with scores"),
        "Mostly as a start for fine-tuning: classifiers, taggers and encoders are made from such models.",
        "Perplexity or accuracy on hidden words, comparable only between models that cut words in the same way."),
    guide("graph-ml", ("A graph", "Properties of the graph, its nodes or edges"),
        "Molecules, road and social networks, recommendations, fraud.",
        "Accuracy or the area under the ROC curve; how the graph was split into training and test matters much."),
    guide("image-classification", ("An image", "Classes with a score each"),
        "Sorting photographs, checking quality, a first look at medical or satellite images.",
        "Accuracy, or F1 where some classes are rare. Values on the training benchmark say little about other cameras."),
    guide("image-feature-extraction", ("An image", "A vector"),
        "Finding similar images, clustering a collection, as the first half of another model.",
        "The accuracy of a simple classifier on the vectors, or of retrieval with them."),
    guide("image-segmentation", ("An image", "A class or object for each pixel"),
        "Measuring tumours, fields and roads, cutting out objects, driving.",
        "Mean intersection over union, or the Dice coefficient in medicine; thin and small objects count little in both."),
    guide("image-text-to-image", ("An image and an instruction", "An image"),
        "Editing a picture by words: another background, style or object.",
        "Fréchet distance and CLIP score measure looks and fit to the words, not whether the rest stayed as it was."),
    guide("image-text-to-text", ("Images and a prompt", "Text"),
        "Assistants that see: describing, reading charts and screens, answering about photographs.",
        "Accuracy on question sets. Check that the answers need the image: some can be guessed from the question."),
    guide("image-text-to-video", ("An image and a description", "A video"),
        "Bringing a still to life in the way that the words say.",
        "Fréchet distances for looks; motion, and whether people and objects stay themselves, want human eyes."),
    guide("image-to-3d", ("One or several images", "A mesh, point cloud or scene"),
        "Objects for games, shops and museums, maps of rooms, checks of buildings.",
        "Similarity of rendered views (PSNR, LPIPS) from angles that the model was not shown."),
    guide("image-to-image", ("An image", "Another image of it"),
        "Sharpening, colouring, repairing, changing style, from a sketch to a picture.",
        "PSNR and SSIM where the true image is known, else Fréchet distance; the sharper result may have the lower PSNR."),
    guide("image-to-text", ("An image", "A caption, or the text in it"),
        "Descriptions for people who cannot see, captions, reading print and handwriting.",
        "BLEU and CIDEr for captions, the character error rate for reading."),
    guide("image-to-video", ("A still image", "A short video"),
        "Animating drawings and photographs, drafts of films.",
        "Fréchet distances and likeness to the first image; length, resolution and time per frame differ much."),
    guide("keypoint-detection", ("An image", "Places of named points"),
        "Poses of bodies and hands, faces, joints of machines, matching two views of a place.",
        "Average precision by how near the points are, with an allowance for the size of the object."),
    guide("mask-generation", ("An image, with points or boxes if wanted", "Outlines"),
        "Cutting out whatever one points at, preparing training data, counting.",
        "Intersection over union with outlines drawn by people, for one click or for several: compare like with like."),
    guide("multiple-choice", ("A question and possible answers", "A score for each answer"),
        "Tests of knowledge and common sense, exercises for learners.",
        "Accuracy; mind what guessing alone would reach, which depends on the number of answers."),
    guide("object-detection", ("An image", "Boxes, each with a class and a score"),
        "Counting, safety at work and in traffic, finding faults, video surveillance.",
        "Mean average precision. The overlap that counts as found (0.5, or 0.5 to 0.95) changes the value greatly."),
    guide("other", ("Depends on the model", "Depends on the model"),
        "What no other name covers: read the card.",
        "As the card says."),
    guide("question-answering", ("A question, and a text that holds the answer", "The answer, often with its place in the text"),
        "Answers from manuals, reports and help pages, with the place to check them.",
        "Exact match and F1 of words; the better benchmarks hold questions to which the text has no answer."),
    guide("reinforcement-learning", ("What an agent observes", "What it does next"),
        "Games, control of plants and traffic, research on learning.",
        "Mean reward over many runs with its spread; only comparable in the same environment and version."),
    guide("robotics", ("Pictures, joint positions and an instruction", "Movements"),
        "Grasping, sorting, walking, driving; in a simulation first.",
        "Share of tasks done, on the same robot and set-up; results in simulation are kinder than in the world."),
    guide("sentence-similarity", ("Two or more texts", "A number for how near they are"),
        "Search by meaning, duplicates, matching questions to known answers.",
        "Rank correlation with judgements of people. For search, retrieval benchmarks say more."),
    guide("summarization", ("A long text", "A short one"),
        "Digests of news, meetings, papers and files.",
        "ROUGE counts shared words, BERTScore shared meaning; neither notices a fact that was made up."),
    guide("table-question-answering", ("A table and a question", "An answer from its cells"),
        "Asking tables in plain language, without formulas or SQL.",
        "Accuracy of the answers, counted apart for questions that need sums and comparisons."),
    guide("table-to-text", ("A table", "Sentences about it"),
        "Reports from figures: weather, sports, finance.",
        "BLEU and ROUGE against texts of people; check by hand that each number is in the table."),
    guide("tabular-classification", ("A row of a table", "A class with a score"),
        "Risk, churn, diagnosis from measurements, sorting of orders.",
        "The area under the ROC curve or F1 where one class is rare; accuracy misleads there."),
    guide("tabular-regression", ("A row of a table", "A number"),
        "Prices, demand, durations, yields.",
        "Root mean squared error punishes large mistakes, mean absolute error does not; R² compares with guessing the mean."),
    guide("tabular-to-text", ("Structured records", "Sentences about them"),
        "Descriptions of products and people from a database.",
        "BLEU and ROUGE against texts of people, and a check that nothing was added."),
    guide("text-classification", ("A text, or a pair of texts", "Classes with a score each"),
        "Topics, feelings, spam, routing of letters and tickets, whether one sentence follows from another.",
        "Accuracy where the classes are of similar size; F1 where some are rare."),
    guide("text-generation", ("A prompt, or the messages so far", "Text that follows"),
        "Chat, drafting, code, translation, extraction: most of what language models are used for.",
        "Perplexity compares models with the same tokens; benchmark accuracy depends on the prompt and on what was seen in \
         training. Try it on your own cases."),
    guide("text-ranking", ("A query and texts", "The texts in order, or a score for each"),
        "The second stage of a search: putting the best of a hundred hits on top.",
        "Normalised discounted cumulative gain and mean reciprocal rank, on the same first-stage hits."),
    guide("text-retrieval", ("A query", "The texts that answer it"),
        "The first stage of a search, and finding sources for a language model.",
        "Recall at the number of hits that the next stage can read; NDCG where the order counts."),
    guide("text-to-3d", ("A description", "A mesh, point cloud or scene"),
        "Objects for games and design, from words alone.",
        "CLIP score of rendered views tells whether it fits the words; shape and back side want a look."),
    guide("text-to-audio", ("A description", "Sound or music"),
        "Sounds for films and games, drafts of music.",
        "Fréchet audio distance, and mean opinion scores of listeners."),
    guide("text-to-image", ("A description", "An image"),
        "Illustration, design drafts, pictures for training other models.",
        "Fréchet inception distance for looks, CLIP score for the fit to the words; hands, letters and counting need eyes."),
    guide("text-to-speech", ("A text, with a voice if wanted", "Speech"),
        "Reading aloud, announcements, voices for assistants and for people who lost theirs.",
        "Mean opinion scores of listeners; the word error rate of a recogniser tells how clear it is."),
    guide("text-to-video", ("A description", "A short video"),
        "Drafts of films, explanations, pictures that move.",
        "Fréchet distances and CLIP score frame by frame; whether things move as they should wants human eyes."),
    guide("text2text-generation", ("A text", "Another text"),
        "Correction, rewriting, short answers, and as a start for fine-tuning.",
        "ROUGE or BLEU against texts of people, by the job that the model was trained for."),
    guide("time-series-forecasting", ("Measurements up to now", "Measurements to come, often with a range"),
        "Demand, load, weather, traffic, capacity.",
        "Scaled errors (MASE) compare across series and with the last value repeated; look at the horizon and whether the \
         ranges hold."),
    guide("token-classification", ("A text", "A label for each word or span"),
        "Names of people, places and medicines, parts of speech, hiding of personal data.",
        "F1 over whole spans. Precision and recall apart, where a missed name costs more than a false one."),
    guide("translation", ("A text in one language", "The text in another"),
        "Reading and publishing across languages.",
        "BLEU and chrF count shared pieces, COMET follows people's judgement better; all depend on test set and direction."),
    guide("unconditional-image-generation", ("Nothing but chance", "An image like those it has learnt from"),
        "Research, art, and data for training.",
        "Fréchet inception distance at the same image size and number of samples."),
    guide("video-classification", ("A video", "Classes with a score each"),
        "Actions, sports, safety, moderation.",
        "Accuracy, first and within five. How many frames the model looks at decides what it costs."),
    guide("video-text-to-text", ("A video and a prompt", "Text"),
        "Asking about a film, finding a moment, describing for people who cannot see.",
        "Accuracy on question sets; check how long a video the model takes."),
    guide("video-to-video", ("A video", "Another video of it"),
        "Sharpening, colouring, changing style, filling gaps between frames.",
        "PSNR and LPIPS where the true video is known; flicker wants human eyes."),
    guide("visual-document-retrieval", ("A query", "Pages, as images, that answer it"),
        "Search in scans, slides and reports with tables and figures, without reading the text first.",
        "NDCG and recall; the size of the index per page decides what it costs."),
    guide("visual-question-answering", ("An image and a question", "An answer, often one word"),
        "Help for people who cannot see, checks of photographs, teaching.",
        "Accuracy against several people's answers; check that the questions need the image."),
    guide("voice-activity-detection", ("A recording", "The times at which somebody speaks, and perhaps who"),
        "The step before recognition: cutting silence away, telling speakers apart.",
        "The diarisation error rate where speakers are told apart, else the time missed and the time falsely marked."),
    guide("zero-shot-classification", ("A text and the names of classes", "A score for each class"),
        "Sorting texts before there are examples, or where the classes change from day to day.",
        "Accuracy and F1 on classes that the model was not trained on; the wording of the names matters."),
    guide("zero-shot-image-classification", ("An image and the names of classes", "A score for each class"),
        "Sorting and searching images by words, before there are examples.",
        "Accuracy, first and within five, on collections that the model was not trained on."),
    guide("zero-shot-object-detection", ("An image and words for what to find", "Boxes with scores"),
        "Finding rare or new things, preparing training data.",
        "Average precision on classes that the model was not trained on."),
];

/// The guide to a task, by its exact id.
pub fn find(id: &str) -> Option<&'static Guide> {
    GUIDES.binary_search_by(|guide| guide.id.cmp(id)).ok().map(|at| &GUIDES[at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::task;

    #[test]
    fn every_task_has_a_guide() {
        let tasks: Vec<&str> = task::all().iter().map(|task| task.id).collect();
        let guides: Vec<&str> = GUIDES.iter().map(|guide| guide.id).collect();
        assert_eq!(guides, tasks);
    }

    #[test]
    fn texts_are_whole_sentences_and_labels_are_not() {
        for guide in GUIDES {
            for label in [guide.input, guide.output] {
                assert!(!label.ends_with('.') && label.chars().count() <= 60, "{}: {label}", guide.id);
            }
            for text in [guide.uses, guide.judging] {
                assert!(text.ends_with('.') && !text.contains("  "), "{}: {text}", guide.id);
            }
        }
    }
}
