//! Transformers and what is built upon it: PEFT, Adapters, TRL, Optimum.

use super::{Location, Snippet, SnippetModel, python};

pub(super) fn snippets(library: &str, model: &SnippetModel) -> Vec<Snippet> {
    let source = model.source();
    match library {
        "transformers" | "trl" | "unsloth" | "pruna-ai" => with_pipeline(model),
        "peft" => peft(model),
        "adapters" | "adapter-transformers" => python(
            "Adapters",
            "adapters",
            format!(
                "from adapters import AutoAdapterModel\n\n\
                 model = AutoAdapterModel.from_pretrained({})\n\
                 model.load_adapter({source}, set_active=True)",
                model.base()
            ),
        ),
        "optimum" => python("Optimum", "\"optimum-onnx[onnxruntime]\" transformers", optimum(model)),
        "openvino" => openvino(model),
        _ => Vec::new(),
    }
}

/// How a task is loaded: the processing class, the model class, and a call.
struct Recipe {
    processor: (&'static str, &'static str),
    class: &'static str,
    call: &'static str,
}

const TOKENIZER: (&str, &str) = ("tokenizer", "AutoTokenizer");
const IMAGES: (&str, &str) = ("processor", "AutoImageProcessor");
const PROCESSOR: (&str, &str) = ("processor", "AutoProcessor");
const AUDIO: (&str, &str) = ("processor", "AutoFeatureExtractor");

fn with_pipeline(model: &SnippetModel) -> Vec<Snippet> {
    let mut all = Vec::new();
    let task = model.task.unwrap_or_default();
    if let Some((task, call)) = pipeline(task) {
        all.extend(python(
            "Pipeline",
            "transformers torch",
            format!(
                "from transformers import pipeline\n\n\
                 pipe = pipeline(\"{task}\", model={})\n\
                 print({call})",
                model.source()
            ),
        ));
    }
    let recipe = recipe(task);
    let (variable, class) = recipe.processor;
    let imports = if recipe.call.contains("Image.open") { "from PIL import Image\n" } else { "" };
    let call = if recipe.call.is_empty() { String::new() } else { format!("\n\n{}", recipe.call) };
    all.extend(python(
        "Auto classes",
        if imports.is_empty() { "transformers torch" } else { "transformers torch pillow" },
        format!(
            "{imports}from transformers import {class}, {model_class}\n\n\
             {variable} = {class}.from_pretrained({source})\n\
             model = {model_class}.from_pretrained({source}){call}",
            model_class = recipe.class,
            source = model.source(),
        ),
    ));
    all
}

/// The tasks that `pipeline` knows in version 5, under its own names, each with a call.
fn pipeline(task: &str) -> Option<(&'static str, &'static str)> {
    const LABELS: &str = r#"pipe("photo.jpg", candidate_labels=["cat", "dog"])"#;
    const PHOTO: &str = r#"pipe("photo.jpg")"#;
    const SPEECH: &str = r#"pipe("speech.wav")"#;
    const CHAT: &str = "pipe(text=[{\"role\": \"user\", \"content\": [\n    \
        {\"type\": \"image\", \"path\": \"photo.jpg\"},\n    \
        {\"type\": \"text\", \"text\": \"What is in the picture?\"},\n]}])";
    Some(match task {
        "text-classification" => ("text-classification", r#"pipe("A joy from start to finish.")"#),
        "token-classification" => ("token-classification", r#"pipe("Ada Lovelace was born in London.")"#),
        "table-question-answering" => (
            "table-question-answering",
            r#"pipe(table={"City": ["Oslo", "Rome"], "Rain": ["763", "837"]}, query="Where does it rain more?")"#,
        ),
        "document-question-answering" => {
            ("document-question-answering", r#"pipe(image="page.png", question="What is the total?")"#)
        }
        "fill-mask" => ("fill-mask", r#"pipe(f"Oslo is the {pipe.tokenizer.mask_token} of Norway.")"#),
        "text-generation" => ("text-generation", r#"pipe("The lighthouse keeper", max_new_tokens=50)"#),
        "zero-shot-classification" => (
            "zero-shot-classification",
            r#"pipe("The match ended in a draw.", candidate_labels=["sport", "politics"])"#,
        ),
        "feature-extraction" => ("feature-extraction", r#"pipe("A sentence to turn into vectors.")"#),
        "zero-shot-image-classification" => ("zero-shot-image-classification", LABELS),
        "zero-shot-object-detection" => ("zero-shot-object-detection", LABELS),
        "image-classification" => ("image-classification", PHOTO),
        "image-segmentation" => ("image-segmentation", PHOTO),
        "image-feature-extraction" => ("image-feature-extraction", PHOTO),
        "object-detection" => ("object-detection", PHOTO),
        "depth-estimation" => ("depth-estimation", PHOTO),
        "mask-generation" => ("mask-generation", PHOTO),
        "video-classification" => ("video-classification", r#"pipe("clip.mp4")"#),
        "audio-classification" => ("audio-classification", SPEECH),
        "automatic-speech-recognition" => ("automatic-speech-recognition", SPEECH),
        "text-to-speech" | "text-to-audio" => ("text-to-audio", r#"pipe("Good morning.")"#),
        "image-text-to-text" => ("image-text-to-text", CHAT),
        _ => return None,
    })
}

fn recipe(task: &str) -> Recipe {
    const GENERATE: &str = "inputs = tokenizer(\"The text to work on.\", return_tensors=\"pt\")\n\
        output = model.generate(**inputs, max_new_tokens=50)\n\
        print(tokenizer.decode(output[0], skip_special_tokens=True))";
    const LOGITS: &str = "inputs = tokenizer(\"A joy from start to finish.\", return_tensors=\"pt\")\n\
        print(model(**inputs).logits)";
    const ANSWER: &str = "inputs = tokenizer(\"Where was Ada born?\", \"Ada was born in London.\", return_tensors=\"pt\")\n\
        output = model(**inputs)\n\
        start, end = output.start_logits.argmax(), output.end_logits.argmax()\n\
        print(tokenizer.decode(inputs[\"input_ids\"][0][start : end + 1]))";
    const CAPTION: &str = "inputs = processor(images=Image.open(\"photo.jpg\"), return_tensors=\"pt\")\n\
        output = model.generate(**inputs, max_new_tokens=50)\n\
        print(processor.batch_decode(output, skip_special_tokens=True)[0])";
    const ASK: &str = "inputs = processor(Image.open(\"photo.jpg\"), \"What is in the picture?\", return_tensors=\"pt\")\n\
        answer = model(**inputs).logits.argmax(-1).item()\n\
        print(model.config.id2label[answer])";
    const SEE: &str = "inputs = processor(images=Image.open(\"photo.jpg\"), return_tensors=\"pt\")\n\
        output = model(**inputs)";
    let recipe = |processor, class, call| Recipe { processor, class, call };
    match task {
        "text-generation" | "conversational" => recipe(TOKENIZER, "AutoModelForCausalLM", GENERATE),
        "text2text-generation" | "summarization" | "translation" => {
            recipe(TOKENIZER, "AutoModelForSeq2SeqLM", GENERATE)
        }
        "text-classification" | "zero-shot-classification" | "text-ranking" => {
            recipe(TOKENIZER, "AutoModelForSequenceClassification", LOGITS)
        }
        "token-classification" => recipe(TOKENIZER, "AutoModelForTokenClassification", LOGITS),
        "fill-mask" => recipe(TOKENIZER, "AutoModelForMaskedLM", ""),
        "multiple-choice" => recipe(TOKENIZER, "AutoModelForMultipleChoice", ""),
        "question-answering" => recipe(TOKENIZER, "AutoModelForQuestionAnswering", ANSWER),
        "table-question-answering" => recipe(TOKENIZER, "AutoModelForTableQuestionAnswering", ""),
        "document-question-answering" => recipe(PROCESSOR, "AutoModelForDocumentQuestionAnswering", ""),
        "image-to-text" => recipe(PROCESSOR, "AutoModelForImageTextToText", CAPTION),
        "image-text-to-text" | "video-text-to-text" => recipe(PROCESSOR, "AutoModelForImageTextToText", ""),
        "visual-question-answering" => recipe(PROCESSOR, "AutoModelForVisualQuestionAnswering", ASK),
        "image-classification" => recipe(IMAGES, "AutoModelForImageClassification", SEE),
        "image-segmentation" => recipe(IMAGES, "AutoModelForImageSegmentation", SEE),
        "image-to-image" => recipe(IMAGES, "AutoModelForImageToImage", SEE),
        "object-detection" => recipe(IMAGES, "AutoModelForObjectDetection", SEE),
        "depth-estimation" => recipe(IMAGES, "AutoModelForDepthEstimation", SEE),
        "mask-generation" => recipe(PROCESSOR, "AutoModelForMaskGeneration", ""),
        "keypoint-detection" => recipe(IMAGES, "AutoModelForKeypointDetection", SEE),
        "image-feature-extraction" => recipe(IMAGES, "AutoModel", SEE),
        "video-classification" => recipe(IMAGES, "AutoModelForVideoClassification", ""),
        "zero-shot-image-classification" => recipe(PROCESSOR, "AutoModelForZeroShotImageClassification", ""),
        "zero-shot-object-detection" => recipe(PROCESSOR, "AutoModelForZeroShotObjectDetection", ""),
        "audio-classification" => recipe(AUDIO, "AutoModelForAudioClassification", ""),
        "automatic-speech-recognition" => recipe(PROCESSOR, "AutoModelForSpeechSeq2Seq", ""),
        "text-to-speech" | "text-to-audio" => recipe(PROCESSOR, "AutoModelForTextToWaveform", ""),
        "feature-extraction" | "sentence-similarity" => recipe(
            TOKENIZER,
            "AutoModel",
            "inputs = tokenizer(\"A sentence to turn into vectors.\", return_tensors=\"pt\")\n\
             print(model(**inputs).last_hidden_state.mean(dim=1))",
        ),
        _ => recipe(TOKENIZER, "AutoModel", ""),
    }
}

/// Without a base model in the card the adapter's own configuration names it.
fn peft(model: &SnippetModel) -> Vec<Snippet> {
    let source = model.source();
    let (peft_class, class) = match model.task.unwrap_or_default() {
        "text-classification" => {
            ("AutoPeftModelForSequenceClassification", "AutoModelForSequenceClassification")
        }
        "token-classification" => ("AutoPeftModelForTokenClassification", "AutoModelForTokenClassification"),
        "question-answering" => ("AutoPeftModelForQuestionAnswering", "AutoModelForQuestionAnswering"),
        "text2text-generation" | "summarization" | "translation" => {
            ("AutoPeftModelForSeq2SeqLM", "AutoModelForSeq2SeqLM")
        }
        _ => ("AutoPeftModelForCausalLM", "AutoModelForCausalLM"),
    };
    let code = match model.base_model {
        Some(_) => format!(
            "from peft import PeftModel\n\
             from transformers import {class}\n\n\
             base = {class}.from_pretrained({})\n\
             model = PeftModel.from_pretrained(base, {source})",
            model.base()
        ),
        None => format!("from peft import {peft_class}\n\nmodel = {peft_class}.from_pretrained({source})"),
    };
    python("PEFT", "peft transformers torch", code)
}

fn optimum(model: &SnippetModel) -> String {
    let class = match model.task.unwrap_or_default() {
        "text-generation" => "ORTModelForCausalLM",
        "text-classification" | "zero-shot-classification" => "ORTModelForSequenceClassification",
        "token-classification" => "ORTModelForTokenClassification",
        "question-answering" => "ORTModelForQuestionAnswering",
        "fill-mask" => "ORTModelForMaskedLM",
        "text2text-generation" | "summarization" | "translation" => "ORTModelForSeq2SeqLM",
        "automatic-speech-recognition" => "ORTModelForSpeechSeq2Seq",
        "image-classification" => "ORTModelForImageClassification",
        _ => "ORTModelForFeatureExtraction",
    };
    format!("from optimum.onnxruntime import {class}\n\nmodel = {class}.from_pretrained({})", model.source())
}

fn openvino(model: &SnippetModel) -> Vec<Snippet> {
    let mut all = Vec::new();
    // Files of one's own, not laid out as Optimum writes them, are read by OpenVINO itself.
    if model.files.iter().any(|file| file.ends_with(".xml")) || matches!(model.location, Location::Folder(_))
    {
        all.extend(python(
            "OpenVINO",
            &format!("openvino{}", model.hub_package()),
            format!(
                "import openvino as ov\n{}\nmodel = ov.Core().compile_model(path, \"CPU\")\nprint(model.inputs, model.outputs)",
                model.folder_or_path_lines()
            ),
        ));
    }
    let class = match model.task.unwrap_or_default() {
        "text-classification" => "OVModelForSequenceClassification",
        "token-classification" => "OVModelForTokenClassification",
        "question-answering" => "OVModelForQuestionAnswering",
        "automatic-speech-recognition" => "OVModelForSpeechSeq2Seq",
        "image-classification" => "OVModelForImageClassification",
        "text-to-image" => "OVDiffusionPipeline",
        "feature-extraction" | "sentence-similarity" => "OVModelForFeatureExtraction",
        _ => "OVModelForCausalLM",
    };
    all.extend(python(
        "Optimum Intel",
        "\"optimum-intel[openvino]\"",
        format!("from optimum.intel import {class}\n\nmodel = {class}.from_pretrained({})", model.source()),
    ));
    all
}

impl SnippetModel<'_> {
    /// OpenVINO's topology and its `.bin` lie side by side, so from the Hub the whole folder is fetched.
    fn folder_or_path_lines(&self) -> String {
        let file = self.file(&[".xml"], "openvino_model.xml");
        format!("{}\npath = folder + {}", self.folder_lines(), super::quote::literal(&format!("/{file}")))
    }
}
