//! Libraries for speech and sound.

use super::{Location, Snippet, SnippetModel, bash, join, python, quote};

pub(super) fn snippets(library: &str, model: &SnippetModel) -> Vec<Snippet> {
    let source = model.source();
    match library {
        "espnet" => espnet(model),
        "speechbrain" => {
            let (class, call) = match model.task.unwrap_or_default() {
                "audio-classification" => ("EncoderClassifier", "classify_file(\"speech.wav\")"),
                "audio-to-audio" => ("SepformerSeparation", "separate_file(\"speech.wav\")"),
                "text-to-speech" => ("Tacotron2", "encode_text(\"Good morning.\")"),
                "voice-activity-detection" => ("VAD", "get_speech_segments(\"speech.wav\")"),
                _ => ("EncoderDecoderASR", "transcribe_file(\"speech.wav\")"),
            };
            python(
                "SpeechBrain",
                "speechbrain",
                format!(
                    "from speechbrain.inference import {class}\n\n\
                     model = {class}.from_hparams(source={source})\nprint(model.{call})"
                ),
            )
        }
        "nemo" => nemo(model),
        "pyannote-audio" => pyannote(model),
        "asteroid" => {
            let weights = match model.location {
                Location::Hub(id) => id.to_owned(),
                Location::Folder(folder) => join(folder, model.file(&[".bin", ".pth"], "pytorch_model.bin")),
            };
            python(
                "Asteroid",
                "asteroid",
                format!(
                    "from asteroid.models import BaseModel\n\nmodel = BaseModel.from_pretrained({})\n\
                     model.separate(\"mixture.wav\")",
                    quote::literal(&weights)
                ),
            )
        }
        "tensorflowtts" => tensorflowtts(model),
        "fairseq" => match model.location {
            Location::Hub(id) => python(
                "fairseq",
                "fairseq",
                format!(
                    "from fairseq.checkpoint_utils import load_model_ensemble_and_task_from_hf_hub\n\n\
                     models, config, task = load_model_ensemble_and_task_from_hf_hub({})",
                    quote::literal(id)
                ),
            ),
            Location::Folder(folder) => python(
                "fairseq",
                "fairseq",
                format!(
                    "from fairseq.checkpoint_utils import load_model_ensemble_and_task\n\n\
                     models, config, task = load_model_ensemble_and_task([{}])",
                    quote::literal(&join(folder, model.file(&[".pt"], "model.pt")))
                ),
            ),
        },
        "audiocraft" => {
            let class =
                if model.name.to_ascii_lowercase().contains("audiogen") { "AudioGen" } else { "MusicGen" };
            python(
                "AudioCraft",
                "audiocraft",
                format!(
                    "from audiocraft.models import {class}\n\nmodel = {class}.get_pretrained({source})\n\
                     waves = model.generate([\"waves against a pier\"])"
                ),
            )
        }
        "whisper.cpp" => whisper_cpp(model),
        _ => Vec::new(),
    }
}

fn espnet(model: &SnippetModel) -> Vec<Snippet> {
    let source = match model.location {
        Location::Hub(id) => quote::literal(id),
        // ESPnet's packed archive of configuration and weights.
        Location::Folder(folder) => quote::literal(&join(folder, model.file(&[".zip"], "model.zip"))),
    };
    let code = match model.task.unwrap_or_default() {
        "text-to-speech" => format!(
            "import soundfile\nfrom espnet2.bin.tts_inference import Text2Speech\n\n\
             model = Text2Speech.from_pretrained({source})\nspeech = model(\"Good morning.\")[\"wav\"]\n\
             soundfile.write(\"speech.wav\", speech.numpy(), model.fs)"
        ),
        _ => format!(
            "import soundfile\nfrom espnet2.bin.asr_inference import Speech2Text\n\n\
             model = Speech2Text.from_pretrained({source})\nspeech, rate = soundfile.read(\"speech.wav\")\n\
             print(model(speech)[0][0])"
        ),
    };
    python("ESPnet", "espnet espnet_model_zoo soundfile", code)
}

fn nemo(model: &SnippetModel) -> Vec<Snippet> {
    let (class, call) = match model.task.unwrap_or_default() {
        "text-to-speech" => ("nemo_tts.models.FastPitchModel", ""),
        _ => ("nemo_asr.models.ASRModel", "\nprint(model.transcribe([\"speech.wav\"]))"),
    };
    let (module, alias) =
        if class.starts_with("nemo_tts") { ("tts", "nemo_tts") } else { ("asr", "nemo_asr") };
    let load = match model.location {
        Location::Hub(id) => format!("from_pretrained({})", quote::literal(id)),
        Location::Folder(folder) => {
            let usual = format!("{}.nemo", model.name);
            format!("restore_from({})", quote::literal(&join(folder, model.file(&[".nemo"], &usual))))
        }
    };
    python(
        "NeMo",
        &format!("\"nemo_toolkit[{module}]\""),
        format!("import nemo.collections.{module} as {alias}\n\nmodel = {class}.{load}{call}"),
    )
}

fn pyannote(model: &SnippetModel) -> Vec<Snippet> {
    let config = match model.location {
        Location::Hub(id) => id.to_owned(),
        Location::Folder(folder) => folder.to_owned(),
    };
    let source = quote::literal(&config);
    let code = match model.task.unwrap_or_default() {
        "voice-activity-detection" if model.files.iter().any(|file| file.ends_with(".bin")) => format!(
            "from pyannote.audio import Inference, Model\n\nmodel = Model.from_pretrained({source})\n\
             print(Inference(model)(\"speech.wav\"))"
        ),
        _ => format!(
            "from pyannote.audio import Pipeline\n\npipeline = Pipeline.from_pretrained({source})\n\
             print(pipeline(\"speech.wav\"))"
        ),
    };
    python("pyannote.audio", "pyannote.audio", code)
}

fn tensorflowtts(model: &SnippetModel) -> Vec<Snippet> {
    let source = model.source();
    python(
        "TensorFlowTTS",
        "TensorFlowTTS",
        format!(
            "from tensorflow_tts.inference import AutoProcessor, TFAutoModel\n\n\
             processor = AutoProcessor.from_pretrained({source})\nmodel = TFAutoModel.from_pretrained({source})\n\
             print(processor.text_to_sequence(\"Good morning.\"))"
        ),
    )
}

fn whisper_cpp(model: &SnippetModel) -> Vec<Snippet> {
    let file = model.file(&[".bin", ".gguf"], "ggml-model.bin");
    let (fetch, path) = match model.location {
        Location::Hub(id) => (
            format!("hf download {} {} --local-dir .\n", quote::word(id), quote::word(file)),
            quote::word(file),
        ),
        Location::Folder(folder) => (String::new(), quote::word(&join(folder, file))),
    };
    vec![bash(
        "whisper.cpp",
        Some("brew install whisper-cpp"),
        format!("{fetch}whisper-cli -m {path} -f speech.wav"),
    )]
}
