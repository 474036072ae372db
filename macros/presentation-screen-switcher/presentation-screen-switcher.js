/*
 * presentation-screen-switcher 1.0.0
 *
 * Presentations on the largest screen.
 * The largest screen shows the participants; when somebody shares, it shows the presentation, and the
 * participants move to the other screens.
 *
 * MIT License. Built from the sources of codec-macros. Change settings in this file, and code in the sources.
 */

import xapi from 'xapi';

/* ----- Settings: change the values between = and ; and keep the quotes ----- */

// The number of the output with the largest screen; 0 to find out by itself. Accepts a whole number from 0 to
// 9.
var largestOutput = 0;

// Whether presentations move only in video calls, or always. Accepts 'VideoCall' or 'Always'.
var switchWhen = 'VideoCall';

// Whether Video Monitors is set to DualPresentationOnly; false leaves it, for rooms that want people on all
// screens. Accepts true or false.
var setVideoMonitors = true;

// Whether the touch panel has a button that swaps the screens by hand. Accepts true or false.
var showButton = true;

// What stands on that button. Accepts one line of 1 to 40 characters.
var buttonName = 'Swap screens';

/* ----- End of the settings ----- */

// ----- Values of the settings -----

var given = {
	largestOutput: typeof largestOutput === 'undefined' ? undefined : largestOutput,
	switchWhen: typeof switchWhen === 'undefined' ? undefined : switchWhen,
	setVideoMonitors: typeof setVideoMonitors === 'undefined' ? undefined : setVideoMonitors,
	showButton: typeof showButton === 'undefined' ? undefined : showButton,
	buttonName: typeof buttonName === 'undefined' ? undefined : buttonName
};

// ----- Shared by macros: codec runtime -----

/** The runtime on a codec. */
var codecRuntime = {
	after: function (milliseconds, run) {
		return setTimeout(run, milliseconds);
	},
	cancel: function (timer) {
		clearTimeout(timer);
	},
	now: function () {
		return Date.now();
	},
	log: function (line) {
		console.log(line);
	},
	warn: function (line) {
		console.warn(line);
	},
	error: function (line) {
		console.error(line);
	}
};

// ----- Shared by macros: text -----

/** A value from the codec as text; '' if it is neither text nor a number. */
function textOf(value) {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A list as the codec sends it: an array, one element alone, or nothing. */
function listOf(value) {
	return new Array().concat(value || []).filter(Boolean);
}

// ----- Shared by macros: errors -----

/** The code for a path that does not exist. Some firmware also uses it for an empty list. */
var ERROR_NO_MATCH = 3;

/** The xAPI's error code; 0 if there is none. */
function errorCode(error) {
	return Number(textOf(fieldsOf(error).code));
}

/** An error for the console, without words that may come from a dial string and contain a passcode. */
function describeError(error) {
	var message = textOf(fieldsOf(error).message || error).slice(0, 120);
	return 'code ' + errorCode(error) + ': ' + (message.replace(/\S*[\d@]\S*/g, '…') || 'unknown');
}

function fieldsOf(error) {
	return typeof error === 'object' && error ? error : {};
}

// ----- Shared by macros: guard -----

/** Wraps a listener so that it cannot throw: an exception here would stop every macro of the codec. */
function guardListener(runtime, listener) {
	return function (report) {
		try {
			if (report !== null && report !== undefined) listener(report);
		} catch (error) {
			logBug(runtime, 'feedback', error);
		}
	};
}

/** Logs a rejection that nothing else handles: an unhandled rejection would stop every macro of the codec. */
function logRejection(runtime, work) {
	work.then(undefined, function (error) {
		logBug(runtime, 'an answer', error);
	});
}

function logBug(runtime, what, error) {
	try {
		runtime.error(
			'internal error while handling ' + what + ' (' + describeError(error) + '); please report this line'
		);
	} catch (_a) {
		// The console itself is broken, so there is nowhere to log to.
	}
}

// ----- Shared by macros: request timeout -----

/** The answer to a request; rejects after a timeout in milliseconds, because a codec may never answer. */
function withTimeout(runtime, milliseconds, answer) {
	return new Promise(function (resolve, reject) {
		var timer = runtime.after(milliseconds, function () {
			reject(new Error('no answer'));
		});
		var stopWaiting = function () {
			runtime.cancel(timer);
		};
		answer.then(resolve, reject);
		answer.then(stopWaiting, stopWaiting);
	});
}

/** The same for a read; undefined if there is nothing at the path. */
function readOptional(runtime, milliseconds, answer) {
	return withTimeout(runtime, milliseconds, answer).then(undefined, function (error) {
		if (errorCode(error) !== ERROR_NO_MATCH) throw error;
		return undefined;
	});
}

// ----- Shared by macros: settings -----

/** What a setting accepts, in words that follow "expected". */
function acceptedBy(setting) {
	if ('choices' in setting) return "'" + setting.choices.join("', '").replace(/, ('\w+)$/, ' or $1') + "'";
	if ('min' in setting) {
		return (setting.whole ? 'a whole number' : 'a number') + ' from ' + setting.min + ' to ' + setting.max;
	}
	if ('maxLength' in setting) return 'one line of 1 to ' + setting.maxLength + ' characters';
	return 'words' in setting ? setting.words + ' separated by commas' : 'true or false';
}

/**
 * Reads all settings. A missing one gets its default silently. For a value that is not accepted, `warn` gets
 * a line with the given value and what is used instead.
 */
function readSettings(declared, given, warn) {
	var settings = {};
	Object.keys(declared).forEach(function (name) {
		var setting = declared[name];
		if (setting) settings[name] = readSetting(name, setting, given[name], warn);
	});
	// `parse` returned a value of the right kind for each name in `declared`.
	return settings;
}

function readSetting(name, setting, given, warn) {
	var reject = function (text, instead) {
		warn(name + ': expected ' + acceptedBy(setting) + ', got ' + quoted(text) + '; ' + instead);
	};
	var text = writtenText(given);
	var value = parse(setting, given === undefined ? String(setting.default) : text, reject);
	if (value !== undefined) return value;
	reject(text, 'using ' + (typeof setting.default === 'string' ? quoted(setting.default) : setting.default));
	return parse(setting, String(setting.default), reject);
}

/** What an integrator wrote, as text: a list counts as its items separated by commas. */
function writtenText(given) {
	if (typeof given === 'boolean') return String(given);
	return Array.isArray(given) ? given.map(textOf).join(',') : textOf(given).trim();
}

function quoted(text) {
	var line = text.replace(/\s+/g, ' ');
	return '"' + (line.length > 60 ? line.slice(0, 59) + '…' : line) + '"';
}

/** The value of a setting; undefined if the text is not accepted. */
function parse(setting, text, reject) {
	if ('maxLength' in setting) {
		return text.length <= setting.maxLength && /^.+$/.test(text) ? text : undefined;
	}
	var lower = text.toLowerCase();
	if ('words' in setting) return parseWords(setting, lower, reject);
	var word = lower.replace(/^[\s,;]+|[\s,;]+$/g, '');
	if ('choices' in setting) {
		return setting.choices.filter(function (choice) {
			return choice.toLowerCase() === word.replace(/\s/g, '');
		})[0];
	}
	if ('min' in setting) return parseNumber(setting, word);
	return word === 'true' || (word === 'false' ? false : undefined);
}

function parseNumber(setting, text) {
	var value = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
	var isAccepted = value >= setting.min && value <= setting.max && !(setting.whole && value % 1);
	return isAccepted ? value : undefined;
}

/** The accepted words. Any other word is dropped, with a warning. */
function parseWords(setting, text, reject) {
	var words = text
		.split(/[,;]/)
		.map(function (word) {
			return word.trim();
		})
		.filter(function (word) {
			return word !== '';
		});
	var accepted = words.filter(function (word) {
		return setting.pattern.test(word);
	});
	if (accepted.length === 0) return undefined;
	words.forEach(function (word) {
		if (accepted.indexOf(word) < 0) reject(word, 'ignoring it');
	});
	return accepted;
}

// ----- Button -----

var BUTTON = 'presentation-screen-switcher';

/**
 * The action button of the touch controller (Cisco's user interface extensions): Location for RoomOS, Type
 * for CE 9, each of which ignores the other.
 */
function buttonXml(name, isAlways) {
	var text = name.replace(/[<>&"']/g, function (sign) {
		return '&#' + sign.charCodeAt(0) + ';';
	});
	return (
		'<Extensions><Version>1.11</Version><Panel><Order>1</Order><PanelId>' +
		BUTTON +
		'</PanelId><Origin>local</Origin>' +
		(isAlways
			? '<Type>Statusbar</Type><Location>HomeScreenAndCallControls'
			: '<Type>InCall</Type><Location>CallControls') +
		'</Location><Icon>Tv</Icon><Color>#1170CF</Color><Name>' +
		text +
		'</Name><ActivityType>Custom</ActivityType></Panel></Extensions>'
	);
}

// ----- Channels -----

/** Whether a call shows people: its incoming main video channel is there, and not off. */
function isVideoCall(calls) {
	return listOf(calls).some(function (call) {
		return listOf(call.Channel).some(function (channel) {
			var Direction = channel.Direction,
				Type = channel.Type,
				Video = channel.Video;
			var isMain = Direction === 'Incoming' && Type === 'Video' && !!Video && Video.ChannelRole === 'Main';
			return isMain && !!Video.Protocol && Video.Protocol !== 'Off';
		});
	});
}

/** Whether somebody shares: from the far end, to it, or only in the room. */
function isSharing(presentation) {
	if (!presentation) return false;
	var Mode = presentation.Mode,
		LocalInstance = presentation.LocalInstance;
	return (
		(!!Mode && Mode !== 'Off') ||
		listOf(LocalInstance).some(function (share) {
			return share.SendingMode !== 'Off';
		})
	);
}

// ----- Merged -----

/**
 * What is known, with what a report says has changed: leaves are replaced, elements of lists are found by
 * their id, and those reported as ghosts are gone.
 */
function merged(known, report) {
	// What is put together of two values of a type is of that type.
	return together(known, report);
}

function together(known, report) {
	if (Array.isArray(report)) return report.reduce(withElement, Array.isArray(known) ? known : []);
	if (!isFields(report)) return report;
	var all = {};
	var before = isFields(known) ? known : {};
	Object.keys(before).forEach(function (name) {
		return (all[name] = before[name]);
	});
	Object.keys(report).forEach(function (name) {
		return (all[name] = together(before[name], report[name]));
	});
	return all;
}

function withElement(list, element) {
	var isIt = function (other) {
		return isFields(element) && isFields(other) && other['id'] === element['id'];
	};
	var others = list.filter(function (other) {
		return !isIt(other);
	});
	var isGone = isFields(element) && element['ghost'] !== undefined;
	return isGone ? others : others.concat([together(list.filter(isIt)[0], element)]);
}

function isFields(value) {
	return typeof value === 'object' && value !== null;
}

// ----- Messages -----

var COMPARED = {
	setting: 'as set',
	inches: 'compared by inches',
	own: 'compared by their own resolution',
	driven: 'compared by the resolution they are driven at'
};

/**
 * The screens from the largest on, and how that was found out; `named` is the output that the settings name.
 */
function ready(order, named) {
	var names = order.screens.map(function (screen) {
		return 'output ' + screen.output + ' (' + sizeOf(screen) + ')';
	});
	if (names.length < 2)
		return 'ready: ' + names.length + ' screen to switch, nothing to do until there are two';
	var largest = names[0];
	var others = names.slice(1).join(', ');
	var equal = order.isClear ? '' : '; the first are equal, and the lowest output counts as the largest';
	var missing =
		named > 0 && order.by !== 'setting'
			? '; output ' + named + ' is set as the largest, but is not there'
			: '';
	return (
		'ready: ' +
		names.length +
		' screens, ' +
		largest +
		' is the largest, then ' +
		others +
		'; ' +
		COMPARED[order.by] +
		equal +
		missing
	);
}

function sizeOf(screen) {
	if (screen.inches) return screen.inches + '″';
	return Math.round((screen.own || screen.driven) / 1e5) / 10 + ' megapixels';
}

/** What the main screen is made to show, and why. */
function showing(isCall, isPresenting, isSwapped, main) {
	var what = isPresenting
		? 'sharing: the presentation'
		: isCall
			? 'nobody shares: the speaker'
			: 'no call: the main picture';
	return what + ' goes to output ' + main + (isSwapped ? ', swapped by hand' : '');
}

function refused(what, why) {
	return what + ' is refused (' + why + '): hands off, this codec cannot switch its screens';
}

function failed(what, why) {
	return what + ' failed (' + why + '): trying again';
}

var READING = 'reading the screens';
var SAVING_BUTTON = 'saving the button';
var GAVE_UP = 'the roles do not stay as they should, waiting for the next change in the room';

// ----- Refusal -----

/**
 * Whether the same request is refused for ever: an illegal value, no such path, bad parameters (jsxapi's
 * codes).
 */
function isRefusal(error) {
	return [2, ERROR_NO_MATCH, 4].indexOf(errorCode(error)) >= 0;
}

// ----- Roles -----

/**
 * Who shows what, with Video Monitors at DualPresentationOnly: First shows people, Second a presentation or
 * nothing (Cisco's schema, Video Monitors). So the main screen is Second while there is a presentation, and
 * else First.
 */
function rolesFor(screens, isPresenting, isSwapped) {
	var main = screens[isSwapped ? 1 : 0];
	return screens.map(function (screen) {
		return {
			output: screen.output,
			role: (screen === main) === isPresenting ? 'Second' : 'First'
		};
	});
}

// ----- Screens -----

/**
 * The screens on the outputs. One that does not tell its size, as in its sleep, keeps what it told before.
 */
function screensOn(connectors, before) {
	return listOf(connectors).map(function (connector) {
		var output = Number(connector.id);
		var told = connector.ConnectedDevice || {};
		var driven = connector.Resolution || {};
		var old = before.filter(function (screen) {
			return screen.output === output;
		})[0];
		var name = textOf(told.Name);
		var own = pixelsIn(textOf(told.PreferredFormat));
		var isOld = !!old && (name === '' || name === old.name) && (own === 0 || own === old.own);
		return {
			output: output,
			isConnected: connector.Connected === 'True',
			name: name || (isOld ? old.name : ''),
			inches: Number(told.ScreenSize) || (isOld ? old.inches : 0),
			own: own || (isOld ? old.own : 0),
			driven: Number(driven.Width) * Number(driven.Height) || 0
		};
	});
}

/** Of a format such as «3840x2160@60Hz». */
function pixelsIn(format) {
	var sides = /(\d+)x(\d+)/.exec(format);
	return sides ? Number(sides[1]) * Number(sides[2]) : 0;
}

/** The role of each output; '' for one that takes none. */
function roleOf(outputs, output) {
	var found = listOf(outputs).filter(function (one) {
		return Number(one.id) === output;
	})[0];
	return textOf(found && found.MonitorRole);
}

/**
 * The connected screens that are the macro's to switch: not recorders, and not those for presentations only.
 */
function screensToSwitch(screens, outputs) {
	return screens.filter(function (screen) {
		return screen.isConnected && !/^(Recorder|PresentationOnly)$/.test(roleOf(outputs, screen.output));
	});
}

/**
 * By inches if every screen tells them, else by its own resolution if every one tells it, else by the one
 * that it is driven at; equal ones by their output. The output that the settings name goes first.
 */
function bySize(screens, named) {
	var by = screens.every(function (screen) {
		return screen.inches > 0;
	})
		? 'inches'
		: screens.every(function (screen) {
					return screen.own > 0;
				})
			? 'own'
			: 'driven';
	var sorted = screens.slice().sort(function (one, other) {
		return other[by] - one[by] || one.output - other.output;
	});
	var first = sorted.filter(function (screen) {
		return screen.output === named;
	});
	var largest = sorted[0],
		next = sorted[1];
	return {
		screens: first.concat(
			sorted.filter(function (screen) {
				return screen.output !== named;
			})
		),
		by: first.length > 0 ? 'setting' : by,
		isClear: first.length > 0 || !largest || !next || largest[by] > next[by]
	};
}

// ----- Settings -----

/** Every setting of the macro, declared here and nowhere else. */
var declared = {
	largestOutput: { default: 0, min: 0, max: 9, whole: true },
	switchWhen: { default: 'VideoCall', choices: ['VideoCall', 'Always'] },
	setVideoMonitors: { default: true },
	showButton: { default: true },
	buttonName: { default: 'Swap screens', maxLength: 40 }
};

// ----- Switcher -----

var SECOND = 1e3;
var PATIENCE = 3 * SECOND;

/** So long after a change the codec is read, to see that all is as it should be. */
var SETTLED = SECOND / 5;

/** Reports get lost: the codec is read this often even if it says nothing. */
var LOOK_EVERY = 30 * SECOND;

/**
 * What fails, or does not last, is tried again so often, later each time; then with the next change in the
 * room.
 */
var MOST_RETRIES = 7;
var WRITES_FORGOTTEN = 600 * SECOND;
var LAYOUT = 'DualPresentationOnly';

/** Starts the macro: from now on a presentation goes to the largest screen. */
function startSwitcher(xapi, runtime, given) {
	var settings = readSettings(declared, given, runtime.warn);
	var isAlways = settings.switchWhen === 'Always';
	var said = {};
	var known = { presentation: {}, calls: [], connectors: [], outputs: [], monitors: '' };
	var screens = [];
	var isCall = false;
	var sharing = false;
	var isSwapped = false;
	var isKnown = false;
	/** All that counts of what is known, as text. */
	var facts = '';
	/** Counts reports and writes: what was asked for before the last of them is out of date. */
	var news = 0;
	var isReading = false;
	var isWriting = false;
	var isHandsOff = false;
	var writes = 0;
	var failedReads = 0;
	var notBefore = 0;
	var timer;
	var timerAt = 0;
	function sayOnce(about, line) {
		if (said[about] !== line) runtime.log(line);
		said[about] = line;
	}
	/**
	 * Something was heard. If it counts, the screens are switched on what is known, and the codec is read later.
	 */
	function heard() {
		news += 1;
		if (!isKnown) return;
		var wasSharing = sharing;
		isCall = isVideoCall(known.calls);
		sharing = isSharing(known.presentation);
		screens = screensOn(known.connectors, screens);
		if (sharing !== wasSharing || !isActive()) isSwapped = false;
		var now = JSON.stringify([sharing, isCall, isSwapped, screens]);
		if (now === facts) return;
		facts = now;
		said['writes'] = '';
		writes = 0;
		notBefore = 0;
		switchScreens();
		readIn(SETTLED);
	}
	function isActive() {
		return isCall || (isAlways && sharing);
	}
	function tapped(button) {
		if (button.PanelId !== BUTTON) return;
		isSwapped = !isSwapped;
		heard();
	}
	function switchScreens() {
		if (isWriting || isHandsOff) return;
		var order = bySize(screensToSwitch(screens, known.outputs), settings.largestOutput);
		var main = order.screens[isSwapped ? 1 : 0];
		sayOnce('screens', ready(order, settings.largestOutput));
		if (!main || order.screens.length < 2) return;
		var unable = order.screens.filter(function (screen) {
			return roleOf(known.outputs, screen.output) === '';
		})[0];
		if (unable) return handsOff('a role for output ' + unable.output, 'it takes none');
		var isPresenting = sharing && isActive();
		sayOnce('picture', showing(isActive(), isPresenting, isSwapped, main.output));
		var roles = rolesFor(order.screens, isPresenting, isSwapped).filter(function (wanted) {
			return wanted.role !== roleOf(known.outputs, wanted.output);
		});
		var isLayoutWrong = settings.setVideoMonitors && known.monitors !== LAYOUT;
		if (roles.length > 0 || isLayoutWrong) writeWhenAllowed(roles, isLayoutWrong);
	}
	/** What does not last is written again, but never in a loop. */
	function writeWhenAllowed(roles, isLayoutWrong) {
		var now = runtime.now();
		if (now > notBefore + WRITES_FORGOTTEN) writes = 0;
		if (now < notBefore) readIn(notBefore - now);
		else if (writes > MOST_RETRIES) sayOnce('writes', GAVE_UP);
		else write(roles, isLayoutWrong);
	}
	function write(roles, isLayoutWrong) {
		var factsThen = facts;
		isWriting = true;
		news += 1;
		var layout = isLayoutWrong
			? writeOne(xapi.config.set('Video Monitors', LAYOUT), 'Video Monitors ' + LAYOUT, function () {
					known.monitors = LAYOUT;
				})
			: Promise.resolve();
		var all = layout.then(function () {
			return Promise.all(isHandsOff ? [] : roles.map(writeRole));
		});
		var told = all.then(function () {
			isWriting = false;
			news += 1;
			if (facts === factsThen) {
				notBefore = runtime.now() + pauseAfter(writes);
				writes += 1;
			}
			switchScreens();
			readIn(SETTLED);
		});
		logRejection(runtime, told);
	}
	function writeRole(wanted) {
		var output = wanted.output,
			role = wanted.role;
		var written = xapi.config.set('Video Output Connector '.concat(output, ' MonitorRole'), role);
		return writeOne(written, 'output ' + output + ' as ' + role, function () {
			known.outputs = merged(known.outputs, [{ id: String(output), MonitorRole: role }]);
		});
	}
	function writeOne(written, what, done) {
		return withTimeout(runtime, PATIENCE, written).then(done, function (error) {
			if (isRefusal(error)) handsOff(what, describeError(error));
			else runtime.warn(failed(what, describeError(error)));
		});
	}
	function handsOff(what, why) {
		isHandsOff = true;
		runtime.warn(refused(what, why));
	}
	/** Reads the codec after some milliseconds, or earlier if it is to be read earlier anyway. */
	function readIn(milliseconds) {
		var at = runtime.now() + milliseconds;
		if (isHandsOff || (timer !== undefined && timerAt <= at)) return;
		runtime.cancel(timer);
		timerAt = at;
		timer = runtime.after(milliseconds, function () {
			timer = undefined;
			read();
		});
	}
	function read() {
		var newsThen = news;
		if (isReading) return;
		isReading = true;
		var all = Promise.all([
			readOne(xapi.status.get('Conference Presentation')),
			readOne(xapi.status.get('MediaChannels Call')),
			readOne(xapi.status.get('Video Output Connector')),
			readOne(xapi.config.get('Video Output Connector')),
			readOne(xapi.config.get('Video Monitors'))
		]);
		var told = all.then(
			function (found) {
				isReading = false;
				failedReads = 0;
				if (news !== newsThen || isWriting) return readIn(SETTLED);
				known = {
					presentation: found[0] || {},
					calls: found[1] || [],
					connectors: found[2] || [],
					outputs: found[3] || [],
					monitors: found[4] || ''
				};
				isKnown = true;
				heard();
				switchScreens();
				readIn(LOOK_EVERY);
			},
			function (error) {
				isReading = false;
				if (failedReads === 0) runtime.warn(failed(READING, describeError(error)));
				readIn(pauseAfter(failedReads));
				failedReads += 1;
			}
		);
		logRejection(runtime, told);
	}
	function readOne(answer) {
		return readOptional(runtime, PATIENCE, answer);
	}
	function saveButton(tried) {
		var saved = settings.showButton
			? xapi.command(
					'UserInterface Extensions Panel Save',
					{ PanelId: BUTTON },
					buttonXml(settings.buttonName, isAlways)
				)
			: xapi.command('UserInterface Extensions Panel Remove', { PanelId: BUTTON });
		var told = withTimeout(runtime, PATIENCE, saved).then(undefined, function (error) {
			if (!settings.showButton || tried > MOST_RETRIES) return;
			runtime.warn(failed(SAVING_BUTTON, describeError(error)));
			runtime.after(pauseAfter(tried), function () {
				saveButton(tried + 1);
			});
		});
		logRejection(runtime, told);
	}
	xapi.status.on(
		'Conference Presentation',
		guardListener(runtime, function (report) {
			known.presentation = merged(known.presentation, report);
			heard();
		})
	);
	xapi.status.on(
		'MediaChannels Call',
		guardListener(runtime, function (report) {
			known.calls = merged(known.calls, [report]);
			heard();
		})
	);
	xapi.status.on(
		'Video Output Connector',
		guardListener(runtime, function (report) {
			known.connectors = merged(known.connectors, [report]);
			heard();
		})
	);
	xapi.config.on(
		'Video',
		guardListener(runtime, function (report) {
			known.monitors = report.Monitors || known.monitors;
			known.outputs = merged(known.outputs, (report.Output && report.Output.Connector) || []);
			news += 1;
			readIn(SETTLED);
		})
	);
	xapi.event.on('UserInterface Extensions Panel Clicked', guardListener(runtime, tapped));
	saveButton(0);
	read();
}

/** How long to wait before the next try: twice as long each time, up to a minute. */
function pauseAfter(tries) {
	return SECOND * Math.min(60, Math.pow(2, tries));
}

// ----- Main -----

startSwitcher(xapi, codecRuntime, given);
