//! Tasks: what a model does, by Hugging Face's pipeline tags.

/// What a model takes in or gives out, coarsely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// Written language.
    Text,
    /// Images and video.
    Vision,
    /// Speech, music and sounds.
    Audio,
    /// More than one of the others at once.
    Multimodal,
    /// Tables and time series.
    Tabular,
    /// Acting in an environment.
    ReinforcementLearning,
    /// None of these.
    Other,
}

impl Modality {
    /// The heading to show.
    pub fn title(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Vision => "Vision",
            Self::Audio => "Audio",
            Self::Multimodal => "Multimodal",
            Self::Tabular => "Tabular",
            Self::ReinforcementLearning => "Reinforcement learning",
            Self::Other => "Other",
        }
    }
}

/// A task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Task {
    /// The value of `pipeline_tag`.
    pub id: &'static str,
    /// The name to show.
    pub title: &'static str,
    /// What goes in and out.
    pub modality: Modality,
    /// One sentence for somebody who has not met the task.
    pub explanation: &'static str,
    /// Ids of tasks that somebody interested in this one may want.
    pub related: &'static [&'static str],
    /// Ids of the metrics that this task is usually judged by, at most three.
    pub metrics: &'static [&'static str],
}

const fn task(
    id: &'static str,
    title: &'static str,
    modality: Modality,
    explanation: &'static str,
    (related, metrics): (&'static [&'static str], &'static [&'static str]),
) -> Task {
    Task { id, title, modality, explanation, related, metrics }
}

use Modality::{Audio, Multimodal, Other, ReinforcementLearning, Tabular, Text, Vision};

/// Sorted by id.
#[rustfmt::skip]
static TASKS: &[Task] = &[
    task("any-to-any", "Any-to-Any", Multimodal,
        "Takes and gives any mix of text, images, audio and video in one model.",
        (&["image-text-to-text", "audio-text-to-text", "text-to-image"], &["accuracy"])),
    task("audio-classification", "Audio Classification", Audio,
        "Sorts a recording into one of several classes, such as a spoken command, a language or a feeling.",
        (&["automatic-speech-recognition", "voice-activity-detection"], &["accuracy", "f1"])),
    task("audio-text-to-text", "Audio-Text-to-Text", Multimodal,
        "Answers in text to a recording together with a written prompt.",
        (&["automatic-speech-recognition", "image-text-to-text"], &["accuracy", "wer"])),
    task("audio-to-audio", "Audio-to-Audio", Audio,
        "Turns a recording into another one: cleaned of noise, split by speaker, or in another voice.",
        (&["text-to-audio", "automatic-speech-recognition"], &["sdr", "pesq", "stoi"])),
    task("automatic-speech-recognition", "Automatic Speech Recognition", Audio,
        "Writes down what is said in a recording.",
        (&["audio-classification", "text-to-speech", "voice-activity-detection"], &["wer", "cer"])),
    task("biology", "Biology", Multimodal,
        "Works on biological data: proteins, genomes, molecules or cells.",
        (&["feature-extraction", "graph-ml"], &["accuracy"])),
    task("conversational", "Conversational", Text,
        "Holds a conversation, answering each message with those before it in mind; now part of text generation.",
        (&["text-generation"], &["perplexity"])),
    task("depth-estimation", "Depth Estimation", Vision,
        "Estimates how far each pixel of an image is from the camera.",
        (&["image-segmentation", "image-to-3d"], &["rmse", "mae"])),
    task("document-question-answering", "Document Question Answering", Multimodal,
        "Answers questions about a scanned or photographed document from its text and layout.",
        (&["visual-question-answering", "question-answering", "visual-document-retrieval"], &["exact_match", "f1"])),
    task("feature-extraction", "Feature Extraction", Text,
        "Turns text into vectors that other models or a search can work with.",
        (&["sentence-similarity", "image-feature-extraction"], &["cosine_similarity"])),
    task("fill-mask", "Fill-Mask", Text,
        "Guesses the words that are hidden in a sentence.",
        (&["text-generation", "feature-extraction"], &["perplexity", "accuracy"])),
    task("graph-ml", "Graph Machine Learning", Other,
        "Predicts properties of graphs, of their nodes or of their edges.",
        (&["feature-extraction", "biology"], &["accuracy", "roc_auc"])),
    task("image-classification", "Image Classification", Vision,
        "Sorts a whole image into one or several classes.",
        (&["zero-shot-image-classification", "object-detection", "image-feature-extraction"], &["accuracy", "f1"])),
    task("image-feature-extraction", "Image Feature Extraction", Vision,
        "Turns images into vectors that other models or a search can work with.",
        (&["feature-extraction", "image-classification"], &["accuracy"])),
    task("image-segmentation", "Image Segmentation", Vision,
        "Assigns each pixel of an image to an object or a class.",
        (&["mask-generation", "object-detection"], &["mean_iou", "dice"])),
    task("image-text-to-image", "Image-Text-to-Image", Multimodal,
        "Makes an image from an image and a written instruction.",
        (&["image-to-image", "text-to-image"], &["fid", "clip_score"])),
    task("image-text-to-text", "Image-Text-to-Text", Multimodal,
        "Answers in text to images together with a written prompt.",
        (&["visual-question-answering", "image-to-text", "video-text-to-text"], &["accuracy"])),
    task("image-text-to-video", "Image-Text-to-Video", Multimodal,
        "Makes a video from an image and a written description.",
        (&["image-to-video", "text-to-video"], &["fid"])),
    task("image-to-3d", "Image-to-3D", Vision,
        "Builds a three-dimensional object or scene from one or several images.",
        (&["text-to-3d", "depth-estimation"], &["lpips", "psnr"])),
    task("image-to-image", "Image-to-Image", Vision,
        "Turns an image into another one: sharper, coloured, filled in or in another style.",
        (&["image-segmentation", "text-to-image"], &["psnr", "ssim", "fid"])),
    task("image-to-text", "Image-to-Text", Vision,
        "Describes an image in words, or reads the text in it.",
        (&["image-text-to-text", "visual-question-answering"], &["bleu", "cer"])),
    task("image-to-video", "Image-to-Video", Vision,
        "Sets a still image in motion.",
        (&["text-to-video", "image-to-image"], &["fid", "lpips"])),
    task("keypoint-detection", "Keypoint Detection", Vision,
        "Finds marked points in an image, such as the joints of a body.",
        (&["object-detection", "image-segmentation"], &["ap"])),
    task("mask-generation", "Mask Generation", Vision,
        "Outlines every object in an image, or the one that a point or box names.",
        (&["image-segmentation", "zero-shot-object-detection"], &["iou", "dice"])),
    task("multiple-choice", "Multiple Choice", Text,
        "Picks the right one of several given answers.",
        (&["question-answering", "text-classification"], &["accuracy"])),
    task("object-detection", "Object Detection", Vision,
        "Finds the objects in an image, each with a box and a class.",
        (&["image-segmentation", "zero-shot-object-detection", "keypoint-detection"], &["map"])),
    task("other", "Other", Other,
        "A task that none of the other names covers.",
        (&[], &[])),
    task("question-answering", "Question Answering", Text,
        "Answers questions from a given text, often by marking the words that answer.",
        (&["table-question-answering", "document-question-answering", "text-generation"], &["exact_match", "f1"])),
    task("reinforcement-learning", "Reinforcement Learning", ReinforcementLearning,
        "An agent that has learnt by trial and reward how to act in an environment.",
        (&["robotics"], &["mean_reward"])),
    task("robotics", "Robotics", ReinforcementLearning,
        "Controls a robot: decides the next movement from what it sees and is told.",
        (&["reinforcement-learning", "video-classification"], &["mean_reward", "accuracy"])),
    task("sentence-similarity", "Sentence Similarity", Text,
        "Tells how near two texts are in meaning.",
        (&["feature-extraction", "text-ranking"], &["spearmanr", "cosine_similarity"])),
    task("summarization", "Summarization", Text,
        "Says in few words what a long text says.",
        (&["text-generation", "translation"], &["rouge", "bertscore"])),
    task("table-question-answering", "Table Question Answering", Text,
        "Answers questions from the cells of a table.",
        (&["question-answering", "table-to-text"], &["accuracy"])),
    task("table-to-text", "Table to Text", Text,
        "Puts the content of a table into words.",
        (&["table-question-answering", "tabular-to-text"], &["bleu", "rouge"])),
    task("tabular-classification", "Tabular Classification", Tabular,
        "Predicts a class for each row of a table.",
        (&["tabular-regression"], &["accuracy", "roc_auc", "f1"])),
    task("tabular-regression", "Tabular Regression", Tabular,
        "Predicts a number for each row of a table.",
        (&["tabular-classification", "time-series-forecasting"], &["rmse", "mae", "r2"])),
    task("tabular-to-text", "Tabular to Text", Tabular,
        "Puts structured records into words.",
        (&["table-to-text"], &["bleu", "rouge"])),
    task("text-classification", "Text Classification", Text,
        "Sorts a text into classes, such as its topic, its feeling or whether it follows from another.",
        (&["token-classification", "zero-shot-classification"], &["accuracy", "f1"])),
    task("text-generation", "Text Generation", Text,
        "Writes on from a prompt: answers, chats, code or stories.",
        (&["text2text-generation", "fill-mask", "question-answering"], &["perplexity", "accuracy"])),
    task("text-ranking", "Text Ranking", Text,
        "Orders texts by how well they answer a query.",
        (&["sentence-similarity", "text-retrieval"], &["ndcg", "mrr"])),
    task("text-retrieval", "Text Retrieval", Text,
        "Finds the texts of a collection that answer a query.",
        (&["text-ranking", "sentence-similarity", "visual-document-retrieval"], &["ndcg", "recall", "mrr"])),
    task("text-to-3d", "Text-to-3D", Vision,
        "Builds a three-dimensional object or scene from a written description.",
        (&["image-to-3d", "text-to-image"], &["clip_score"])),
    task("text-to-audio", "Text-to-Audio", Audio,
        "Makes sounds or music from a written description.",
        (&["text-to-speech", "audio-to-audio"], &["fad", "mos"])),
    task("text-to-image", "Text-to-Image", Vision,
        "Makes an image from a written description.",
        (&["image-to-image", "text-to-video", "unconditional-image-generation"], &["fid", "clip_score"])),
    task("text-to-speech", "Text-to-Speech", Audio,
        "Reads a text aloud in a synthetic voice.",
        (&["text-to-audio", "automatic-speech-recognition"], &["mos", "wer"])),
    task("text-to-video", "Text-to-Video", Vision,
        "Makes a video from a written description.",
        (&["image-to-video", "text-to-image"], &["fid", "clip_score"])),
    task("text2text-generation", "Text2Text Generation", Text,
        "Turns one text into another: a question into its answer, a draft into its correction.",
        (&["text-generation", "summarization", "translation"], &["rouge", "bleu"])),
    task("time-series-forecasting", "Time Series Forecasting", Tabular,
        "Predicts how a series of measurements goes on.",
        (&["tabular-regression"], &["mae", "mase", "mape"])),
    task("token-classification", "Token Classification", Text,
        "Labels each word of a text, such as names of people and places or parts of speech.",
        (&["text-classification"], &["f1", "precision", "recall"])),
    task("translation", "Translation", Text,
        "Puts a text into another language.",
        (&["text2text-generation", "summarization"], &["bleu", "chrf", "comet"])),
    task("unconditional-image-generation", "Unconditional Image Generation", Vision,
        "Makes new images like those it has learnt from, without a prompt.",
        (&["text-to-image"], &["fid", "inception_score"])),
    task("video-classification", "Video Classification", Vision,
        "Sorts a video into classes, such as the action that it shows.",
        (&["image-classification", "video-text-to-text"], &["accuracy", "top5_accuracy"])),
    task("video-text-to-text", "Video-Text-to-Text", Multimodal,
        "Answers in text to a video together with a written prompt.",
        (&["image-text-to-text", "video-classification"], &["accuracy"])),
    task("video-to-video", "Video-to-Video", Vision,
        "Turns a video into another one: restyled, sharpened or edited.",
        (&["image-to-image", "text-to-video"], &["psnr", "lpips"])),
    task("visual-document-retrieval", "Visual Document Retrieval", Multimodal,
        "Finds the page images that answer a query.",
        (&["document-question-answering", "text-retrieval"], &["ndcg", "recall"])),
    task("visual-question-answering", "Visual Question Answering", Multimodal,
        "Answers questions about an image.",
        (&["image-text-to-text", "document-question-answering"], &["accuracy"])),
    task("voice-activity-detection", "Voice Activity Detection", Audio,
        "Finds the parts of a recording in which somebody speaks, and sometimes who.",
        (&["audio-classification", "automatic-speech-recognition"], &["der"])),
    task("zero-shot-classification", "Zero-Shot Classification", Text,
        "Sorts a text into classes that are only named when the model is used.",
        (&["text-classification", "zero-shot-image-classification"], &["accuracy", "f1"])),
    task("zero-shot-image-classification", "Zero-Shot Image Classification", Vision,
        "Sorts an image into classes that are only named when the model is used.",
        (&["image-classification", "zero-shot-object-detection"], &["accuracy", "top5_accuracy"])),
    task("zero-shot-object-detection", "Zero-Shot Object Detection", Vision,
        "Finds the objects in an image that a text names.",
        (&["object-detection", "mask-generation"], &["ap"])),
];

/// Names that cards use for a task that has another id.
static ALIASES: &[(&str, &str)] = &[
    ("asr", "automatic-speech-recognition"),
    ("embeddings", "feature-extraction"),
    ("graph-machine-learning", "graph-ml"),
    ("image-captioning", "image-to-text"),
    ("masked-language-modeling", "fill-mask"),
    ("named-entity-recognition", "token-classification"),
    ("ner", "token-classification"),
    ("sentence-embeddings", "sentence-similarity"),
    ("sentiment-analysis", "text-classification"),
    ("speaker-diarization", "voice-activity-detection"),
    ("speech-recognition", "automatic-speech-recognition"),
    ("tts", "text-to-speech"),
    ("vqa", "visual-question-answering"),
];

/// Other names, each with the id that it stands for; sorted.
pub fn aliases() -> &'static [(&'static str, &'static str)] {
    ALIASES
}

/// Every known task, sorted by id.
pub fn all() -> &'static [Task] {
    TASKS
}

/// The task with exactly this id.
pub fn find(id: &str) -> Option<&'static Task> {
    TASKS.binary_search_by(|task| task.id.cmp(id)).ok().map(|at| &TASKS[at])
}

/// The task that a card means by `text`: case, spaces and `_` for `-` are forgiven, usual other names understood.
pub fn normalise(text: &str) -> Option<&'static Task> {
    let id: String = text
        .trim()
        .chars()
        .map(|c| if c == '_' || c.is_whitespace() { '-' } else { c.to_ascii_lowercase() })
        .collect();
    find(&id).or_else(|| {
        let (_, id) = ALIASES.iter().find(|(alias, _)| *alias == id)?;
        find(id)
    })
}
