/*
 * zoom-obtp-redialer 1.0.0
 *
 * Redial of failed Zoom joins.
 * When the Join button of a Zoom meeting fails with an SSL error, the macro redials the meeting over another
 * protocol.
 *
 * MIT License. Built from the sources of codec-macros. Change settings in this file, and code in the sources.
 * Checksum of the code: 73b5ddd8ed89b989
 */

import xapi from 'xapi';

/* ----- Settings: change the values between = and ; and keep the quotes ----- */

// Domains of Zoom dial strings, whose failed joins are redialed. Subdomains are included. Accepts domains
// separated by commas.
var zoomDomains = 'zoomcrc.com,zmus.us,zmeu.us,zmau.us,zmca.us,zmjp.us,zmhk.us,zmin.us,zmbr.us,zmcn.us';

// Protocol of the redial. Spark requires a codec that is registered to Webex. Accepts 'Spark', 'Sip' or
// 'H323'.
var redialProtocol = 'Spark';

// Seconds between the failed call and the first redial. Accepts a number from 0 to 10.
var redialDelaySeconds = 1;

// Redials per meeting within 5 minutes. Accepts a whole number from 1 to 3.
var maxRedials = 2;

// Words in CauseString that identify an SSL failure. The console shows the cause of every failed Zoom call.
// Accepts words of letters, digits and spaces, separated by commas.
var sslKeywords = 'ssl, tls, certificate';

// Whether messages and alerts are shown on the screen. Accepts true or false.
var showMessages = true;

// Message while the meeting is redialed. Accepts one line of 1 to 140 characters.
var messageConnecting = 'Connecting to Zoom, one moment please';

// Alert after the last redial has failed. Accepts one line of 1 to 255 characters.
var messageNotReached = 'Zoom could not be reached. Please try again, or join from your laptop.';

// Alert if neither the call nor the calendar has a meeting ID. Accepts one line of 1 to 255 characters.
var messageNoMeeting = 'No Zoom meeting number was found. Please dial it manually, or join from your laptop.';

/* ----- End of the settings ----- */

// ----- Values of the settings -----

var given = {
	zoomDomains: typeof zoomDomains === 'undefined' ? undefined : zoomDomains,
	redialProtocol: typeof redialProtocol === 'undefined' ? undefined : redialProtocol,
	redialDelaySeconds: typeof redialDelaySeconds === 'undefined' ? undefined : redialDelaySeconds,
	maxRedials: typeof maxRedials === 'undefined' ? undefined : maxRedials,
	sslKeywords: typeof sslKeywords === 'undefined' ? undefined : sslKeywords,
	showMessages: typeof showMessages === 'undefined' ? undefined : showMessages,
	messageConnecting: typeof messageConnecting === 'undefined' ? undefined : messageConnecting,
	messageNotReached: typeof messageNotReached === 'undefined' ? undefined : messageNotReached,
	messageNoMeeting: typeof messageNoMeeting === 'undefined' ? undefined : messageNoMeeting
};

// ----- Shared by macros: codec runtime -----

/** The runtime on a codec. */
var codecRuntime = {
	after: function (milliseconds, run) {
		return setTimeout(run, milliseconds);
	},
	cancel: function (timer) {
		// Some engines throw if there is no timer.
		if (timer !== undefined) clearTimeout(timer);
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

// ----- Shared by macros: runtime -----

/** For failures that need no reaction. */
function ignore() {
	return undefined;
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
	// A list counts as its items separated by commas.
	var text = String(given).trim();
	var fallback = parse(setting, String(setting.default), reject);
	if (given === undefined) return fallback;
	var value = parse(setting, text, reject);
	if (value !== undefined) return value;
	reject(text, 'using ' + (typeof setting.default === 'string' ? quoted(setting.default) : setting.default));
	return fallback;
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
	if ('words' in setting) return setting.parse(lower, reject);
	var word = lower.replace(/^[\s,;]+|[\s,;]+$/g, '');
	if ('choices' in setting) {
		return setting.choices.filter(function (choice) {
			return choice.toLowerCase() === word.replace(/\s/g, '');
		})[0];
	}
	if ('min' in setting) {
		var value = /^-?\d+(\.\d+)?$/.test(word) ? Number(word) : NaN;
		var isAccepted = value >= setting.min && value <= setting.max && !(setting.whole && value % 1);
		return isAccepted ? value : undefined;
	}
	return word === 'true' || (word === 'false' ? false : undefined);
}

/** Reads the words of a text that match a pattern. Any other word is dropped, with a warning. */
function wordsMatching(pattern) {
	return function (text, reject) {
		var words = text.split(/\s*[,;]\s*/).filter(Boolean);
		var accepted = words.filter(function (word) {
			return pattern.test(word);
		});
		if (accepted.length === 0) return undefined;
		words.forEach(function (word) {
			if (accepted.indexOf(word) < 0) reject(word, 'ignoring it');
		});
		return accepted;
	};
}

// ----- About -----

var version = '1.0.0';

// ----- Budget -----

/** A redial counts for this long. */
var BUDGET_MS = 5 * 60 * 1e3;
var BUDGET_MINUTES = BUDGET_MS / 6e4;

/** All meetings together may be redialed this many times as often as one. */
var MEETINGS = 3;

function spentOn(room, meeting) {
	return room.spent.filter(function (redial) {
		return redial.meeting === meeting;
	});
}

/** Whether a meeting may be redialed. This ends every loop. */
function isWithinBudget(room, meeting) {
	var max = room.settings.maxRedials;
	return spentOn(room, meeting).length < max && room.spent.length < max * MEETINGS;
}

/** A meeting is redialed. Gives what to call if that does not count after all. */
function spend(room, meeting) {
	var redial = { meeting: meeting, undo: undo };
	var timer = room.runtime.after(BUDGET_MS, undo);
	function undo() {
		room.runtime.cancel(timer);
		room.spent.splice(room.spent.indexOf(redial), 1);
	}
	room.spent.push(redial);
	return undo;
}

/** The redials of a meeting no longer count. */
function forgive(room, meeting) {
	spentOn(room, meeting).forEach(function (redial) {
		redial.undo();
	});
}

// ----- Messages -----

/**
 * Every console line. What it is about comes in shortened; none of them ever holds a passcode or a host key.
 */
function ready(version, domains, protocol) {
	var more = domains.length > 1 ? ' and ' + (domains.length - 1) + ' more' : '';
	return (
		'ready: version ' + version + ', redials failed Zoom joins (' + domains[0] + more + ') over ' + protocol
	);
}

function notRegistered(status) {
	return "redialProtocol is 'Spark', but the codec is not registered to Webex (Webex Status: " + status + ')';
}

function ignored(call, reason) {
	return 'call ' + (call || '?') + ' ignored: ' + reason;
}

function likelyCause(minimum) {
	var cause = 'a likely cause: SIP TlsVerify is On, so only certificates of uploaded CAs count';
	return cause + '; see "Fix the cause" (SIP MinimumTLSVersion: ' + minimum + ')';
}

function notSsl(cause) {
	return 'not an SSL failure (' + cause + ')';
}

function sslFailure(call, cause) {
	return 'call ' + (call || '?') + ' failed with an SSL error (' + cause + ')';
}

function redialing(protocol, hasPasscode) {
	return 'redialing over ' + protocol + (hasPasscode ? ' with the passcode' : ', no passcode found');
}

function limitReached(max) {
	return 'redial limit reached (' + max + ' in ' + BUDGET_MINUTES + ' minutes)';
}

function givingUp(reason, hasAlert) {
	return 'giving up: ' + reason + (hasAlert ? ', alert shown' : ', alerts are disabled');
}

function failed(what, cause) {
	return what + ' failed (' + cause + ')';
}

var CONNECTED = 'connected';
var HUNG_UP = 'the redial was hung up or canceled in the room';
var OTHER_CALL = 'another call is active';
var UNREACHABLE = 'Zoom unreachable';
var NOT_CLEARED = 'the failed call is not cleared';
var NO_MEETING = 'no meeting ID in the call or the calendar';
var MAYBE_REDIAL = 'the call is older than the macro and may be a redial';
var HAD_CONNECTED = 'it was connected';
var NOT_OURS = 'it was not dialed from this codec';
var IN_PROGRESS = 'a redial is in progress';
var NOT_LISTED = 'its call is not listed';
var WITHOUT_NAME = 'display name rejected, dialing without it';

// ----- Address -----

/** The longest Number that `Dial` accepts (Cisco's schema). */
var MAX_NUMBER_LENGTH = 255;

/** So many characters are read of a URI. */
var MAX_URI_LENGTH = 1e3;

/** Meeting ids usually have 9 to 11 digits; Zoom allows 5 to 40. */
var MEETING_ID = /^\d{5,40}$/;

/** The place of each part before the @. */
var PARTS = [0, 1, 2, 3, 4, 5];

/** Parses a URI. Undefined if its host is neither one of the domains nor below one. */
function parseZoomAddress(uri, domains) {
	var text = textOf(uri).slice(0, MAX_URI_LENGTH);
	var bare = text
		.slice(text.lastIndexOf('<') + 1)
		.replace(/[>;?].*/, '')
		.trim()
		.replace(/^[a-z][a-z0-9+-]*:/i, '');
	var match = /^(?:([^@]*)@)?([a-z0-9.-]+?)\.?(?::\d+)?$/i.exec(bare);
	if (!match) return undefined;
	var domain = String(match[2]).toLowerCase();
	if (
		!domains.some(function (zoom) {
			return ('.' + domain).slice(-zoom.length - 1) === '.' + zoom;
		})
	)
		return undefined;
	var parts = (match[1] || '').split('.').map(function (part) {
		return part.replace(/%20|[\s\u2010-\u2015-]/g, '');
	});
	if (!MEETING_ID.test(String(parts[0]))) return zoomAddress([], domain, parts.join('') !== '');
	var known = parts.slice(0, PARTS.length).map(function (part) {
		return /^[\w*#]*$/.test(part) ? part : '';
	});
	return zoomAddress(known, domain);
}

/** An address from the parts before its @, in order. */
function zoomAddress(parts, domain, isUnreadable) {
	return {
		meeting: parts[0] || '',
		passcode: parts[1] || '',
		parts: parts,
		domain: domain || '',
		isUnreadable: !!isUnreadable
	};
}

/** The address with each part that it lacks taken from another. */
function withMissingParts(address, other) {
	var parts = PARTS.map(function (place) {
		return address.parts[place] || other.parts[place] || '';
	});
	return zoomAddress(parts, address.domain);
}

/** The number to dial; '' if it names no meeting, or is longer than the codec accepts. */
function dialString(address) {
	var number = address.parts.join('.').replace(/\.+$/, '') + '@' + address.domain;
	return address.meeting && number.length <= MAX_NUMBER_LENGTH ? number : '';
}

/** A meeting for the log, with its id shortened: "Zoom meeting 81…90". */
function shortMeeting(address) {
	var id = address.meeting;
	var shown = id.length < 9 ? 1 : 2;
	return id ? 'Zoom meeting ' + id.slice(0, shown) + '…' + id.slice(-shown) : 'Zoom';
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

// ----- Calls -----

var READ_TIMEOUT_MS = 2e3;

/**
 * Reads the calls, each time twice if that fails: a message may take a second each way. Codecs sometimes
 * answer with nothing although there are calls, so that is believed if `looks` answers in a row agree.
 */
function readCalls(room, looks) {
	var read = function () {
		return readOptional(room.runtime, READ_TIMEOUT_MS, room.xapi.status.get('Call')).then(function (calls) {
			return liveCalls(calls, room.settings.zoomDomains);
		});
	};
	return read()
		.then(undefined, read)
		.then(
			function (calls) {
				return calls.length > 0 || looks === 1 ? calls : readCalls(room, looks - 1);
			},
			function () {
				return undefined;
			}
		);
}

/** The calls of `Status Call`; idle ones are none. */
function liveCalls(calls, domains) {
	return listOf(calls)
		.filter(function (call) {
			return call.Status !== 'Idle';
		})
		.map(function (call) {
			var address = parseZoomAddress(textOf(call.CallbackNumber) || call.RemoteNumber, domains);
			return {
				id: idOf(call.id),
				state: stateOf(textOf(call.Status), call.Direction === 'Incoming'),
				meeting: address && address.meeting,
				protocol: textOf(call.Protocol)
			};
		});
}

function stateOf(status, isIncoming) {
	if (status === 'Disconnecting') return 'ending';
	if (/Connected|OnHold|Preserved/.test(status)) return 'connected';
	return isIncoming ? 'ringing in' : 'dialing';
}

/** Whether a call is connected, on hold or not. */
function isConnected(call) {
	return call.state === 'connected';
}

/** Whether a call is up or coming up. Calls that ended, and incoming ones that ring, are waited for. */
function isBusy(call) {
	return call.state === 'dialing' || isConnected(call);
}

/** Whether a protocol that the codec tells may be the expected one. */
function isProtocol(told, expected) {
	return /^(unknown)?$/i.test(told) || told.toLowerCase() === expected.toLowerCase();
}

/** The id of a call; '' for what is none. */
function idOf(value) {
	var id = textOf(value);
	return /^\d{1,10}$/.test(id) ? id : '';
}

// ----- Cause -----

/** Logs the likely cause of SSL failures, if the settings of the codec tell one. */
function logLikelyCause(room) {
	var config = room.xapi.config;
	var reads = Promise.all([config.get('SIP TlsVerify'), config.get('SIP MinimumTLSVersion')]);
	reads
		.then(function (read) {
			if (read[0] === 'On') room.runtime.log(likelyCause(read[1] || '?'));
		})
		.then(undefined, ignore);
}

// ----- Failure -----

/** CauseTypes of `CallDisconnect` that somebody chose (Cisco's API guides). */
var CHOSEN = /(Local|Remote)(Disconnect|Busy|Reject)/i;
var SSL_LIKE = /ssl|tls|certif|x\.?509|handshake|cipher|encrypt|secur|trust/i;

/** Classifies the end of a call. */
function callEnd(end, settings) {
	var uri = textOf(end.RequestedURI).trim() || textOf(end.RemoteURI);
	var type = textOf(end.CauseType).slice(0, 40);
	var text = textOf(end.CauseString).slice(0, 300);
	var cause = withoutSecrets(type + ': ' + text).replace(/^: |: $/g, '') || 'no cause given';
	var scheme = /(sip|spark|h323)s?:/i.exec(uri);
	var wasConnected = Number(textOf(end.Duration)) > 0;
	var isChosen = CHOSEN.test(type);
	var isSsl = !isChosen && (/InsufficientSecurity/i.test(type) || hasKeyword(settings.sslKeywords, text));
	var ignoredReason = isSsl ? '' : notSsl(cause);
	if (wasConnected) ignoredReason = HAD_CONNECTED;
	if (textOf(end.OrigCallDirection).toLowerCase() !== 'outgoing') ignoredReason = NOT_OURS;
	return {
		callId: idOf(end.CallId),
		address: parseZoomAddress(uri, settings.zoomDomains),
		protocol: textOf(end.Protocol) || (scheme && scheme[1]) || '',
		wasConnected: wasConnected,
		wasHungUp: /LocalDisconnect/i.test(type),
		cause: cause,
		ignoredReason: ignoredReason,
		isSuspicious: !isSsl && !isChosen && !wasConnected && SSL_LIKE.test(type + text)
	};
}

/**
 * Keywords match whole words, also with a version or a plural ("sslv3", "TLSv1.2"): not "wireless" or
 * "hassle".
 */
function hasKeyword(keywords, text) {
	return keywords.some(function (keyword) {
		return new RegExp('(^|[^a-z0-9])' + keyword + '(s|v?[0-9.]+)?([^a-z0-9]|$)').test(text.toLowerCase());
	});
}

/** Words for the log: addresses, parts with many digits, and all other digits are removed. */
function withoutSecrets(text) {
	return text
		.replace(/\S*@\S*|[^\s:;,()]*\d{4}[^\s:;,()]*/g, '…')
		.replace(/[^ -~…]|\d/g, '')
		.slice(0, 120);
}

// ----- Invitation -----

/** So many facts are looked at, because a hostile text must not block the codec. */
var MAX_FACTS = 100;

/** So many characters are read before an @. */
var MAX_USER = 90;

/** `<o:p>` and `<span style="…">`, but not `<sip:…@…>`, and no tag with a link to Zoom. */
var TAG = /<(?![^<>]*zoom\w*\.)\/?[a-zA-Z][\w:-]*(?:\s[^<>]*)?>/g;
var ENTITY = /&(?:amp;)?(?:#(\d+)|[#\w]+);/g;

/** What means nothing in the middle of a word or a number: characters without a width, and dashes. */
var MEANINGLESS = /[\u00ad\u200b-\u2015\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** `246813Join by SIP` and `@zoomcrc.comJoin by H.323`. */
var LOST_LINE_BREAK = /(?:\d|\.com|\.us)(?=[A-Z][a-z]+ [a-zA-Z])/g;

/**
 * What stands for 0 to 9, and the last words of labels of passcodes, in the languages of Zoom's invitations.
 */
var WORDS = [
	'０,１,２,３,４,５,６,７,８,９,passcode,password,passwort,kenncode,code secret,mot de passe,acceso,contraseña',
	'acesso,senha,accesso,toegangscode,wachtwoord,dostępu,hasło,parola,lösenord,mật mã,доступа,пароль',
	'パスコード,パスワード,密码,密碼,암호'
]
	.join()
	.split(',');

/** The facts of a text. The first character tells the kind; meeting and passcode for a keypad are groups. */
var FACT = new RegExp(
	[
		// The label of a meeting, and its number.
		/\b(?:meeting)?id\b(?:[^\d@,.:;P]{0,16}[:：])?\W{0,40}(?:\d{3}\W{1,2}\d{3,4}\W{1,2}\d{3,4}(?!\d)|\d{5,40})/,
		// A link, also in the links of mail filters.
		/zoom[^\s"<>]{3,12}[/_f](?:[jsw]|wc|join)(?:[/_]|%(?:25)?2f)\d{5,40}/,
		// `,,98765432109#,,,,*246813#` and `162.255.37.11##98765432109#246813`.
		/(?:,,|\.\d{1,3}##)(\d{5,40})(?:#(?:[,*]*[01]#)*[,*]*(?![01]#)(\d{1,20})(?!\w))?/,
		// The host of an address.
		/@[a-z\d-]+\.[a-z\d.-]*[a-z]/,
		// The label of a passcode, and its value if that is a number.
		/P(?: is)?[^+a-zP\dÀ-\u1fffぁ-\ufeff]{0,40}(?:(?:\d{3}[\s-]\d{3}|\d{1,20})(?![^\s,;)|<"P]{0,9}[a-z\d]))?/,
		// The heading of what is for room systems.
		/\bsip\b|h\.?323/,
		// Services.
		/zoom|webex|microsoft teams|teams\.[lm]|wi-?fi/
	]
		.map(function (kind) {
			return kind.source;
		})
		.join('|'),
	'g'
);

/**
 * Reads the Zoom meetings in a text, as text or HTML: those that a link or an address names, then the others.
 * Each may be there several times, first with the passcode for room systems and phones, last with that for
 * people, if these are numbers. Takes time in proportion to the length of the text, whatever the text is.
 */
function readInvitation(text, domains) {
	var clean = normalized(text);
	var named = [];
	var forRooms = [];
	var forPeople = [];
	var meeting = '';
	/** Whether the passcode of the meeting may follow. */
	var isOpen = false;
	var isZoom = /zoom|sip|h\.?323/.test(clean);
	var isForRooms = false;
	FACT.lastIndex = 0;
	for (var left = MAX_FACTS; left > 0; left -= 1) {
		var found = FACT.exec(clean);
		if (!found) break;
		var fact = found[0];
		var kind = fact.charAt(0);
		var digits = fact.replace(/^z.*\D|\D/g, '');
		if (kind === 'P') {
			// A number at the beginning of another line belongs to a sentence, unless it is alone there.
			var isValue = !/\n/.test(fact) || /^[^\w\n]*(\n|$)/.test(clean.slice(FACT.lastIndex));
			if (meeting && isOpen && isValue)
				(isForRooms ? forRooms : forPeople).push(zoomAddress([meeting, digits]));
			if (digits || /[:：]/.test(fact)) isOpen = false;
		} else if (/[sh]/.test(kind)) {
			isForRooms = isOpen = true;
		} else if (kind === '@' || digits) {
			var address =
				kind === '@'
					? addressAt(clean, found.index, fact, domains)
					: zoomAddress([found[1] || digits, found[2]]);
			var isNamed = /[@z]/.test(kind);
			isZoom = isZoom || isNamed;
			if (!isZoom || !address || !address.meeting) continue;
			(isNamed ? named : forRooms).push(address);
			if (kind === 'z') isForRooms = false;
			if (found[1]) continue;
			meeting = address.meeting;
			isOpen = true;
		} else {
			isZoom = kind === 'z';
			if (!isZoom) meeting = '';
		}
	}
	return named.concat(forRooms, forPeople);
}

function normalized(text) {
	var plain = text
		.replace(TAG, ' ')
		.replace(ENTITY, function (_, code) {
			return code ? String.fromCharCode(Number(code)) : ' ';
		})
		.replace(MEANINGLESS, '')
		.replace(LOST_LINE_BREAK, '$& ')
		.toLowerCase();
	return WORDS.reduce(function (before, word, index) {
		return before.split(word).join(index < 10 ? '' + index : 'P');
	}, plain);
}

/** The address with a host at a place of the text. */
function addressAt(text, place, host, domains) {
	var user = text
		.slice(Math.max(0, place - MAX_USER), place)
		.split(/[^\d.-]/)
		.pop();
	return parseZoomAddress(user + host, domains);
}

// ----- Calendar -----

/** People join from this long before a booking starts until this long after it ends. */
var JOIN_MARGIN_MS = 15 * 60 * 1e3;

/** Only the nearest bookings are parsed, because a hostile calendar must not block the codec. */
var MAX_BOOKINGS = 20;

/** So many characters are read of the text of a booking, and of all texts together. */
var MAX_TEXT = 2e4;
var MAX_TEXTS = 2 * MAX_TEXT;

/**
 * The Zoom meetings of the current bookings, then of the others by how near they start to `now` (ms since
 * 1970).
 */
function bookedMeetings(current, listed, now, domains) {
	var distance = function (booking) {
		return Math.abs(timeOf(booking, 'StartTime') - now) || 0;
	};
	// The list holds the current booking, too.
	var others = listed.filter(function (other) {
		return !current.some(function (_a) {
			var Id = _a.Id;
			return Id && Id === other.Id;
		});
	});
	var left = MAX_TEXTS;
	return current
		.concat(
			others.sort(function (one, other) {
				return distance(one) - distance(other);
			})
		)
		.slice(0, MAX_BOOKINGS)
		.map(function (booking, index) {
			var text = textIn(booking).slice(0, Math.min(left, MAX_TEXT));
			left -= text.length;
			return {
				addresses: readInvitation(text, domains),
				title: isPrivate(booking) ? '' : textOf(booking.Title).replace(/\s+/g, ' ').slice(0, 255),
				isNear: index < current.length || isNear(booking, now)
			};
		});
}

function isNear(booking, now) {
	var start = timeOf(booking, 'StartTime');
	var end = timeOf(booking, 'EndTime') || start;
	return start - now <= JOIN_MARGIN_MS && now - end <= JOIN_MARGIN_MS;
}

/**
 * Completes an address from the bookings of its meeting; if nothing stands before its @, from the nearest
 * booking. Another day's booking of the same meeting has its passcode, but another title, and another host's
 * key.
 */
function completeFromBookings(address, meetings) {
	var found = meetings.filter(function (booked) {
		return booked.addresses.some(function (other) {
			return address.meeting ? other.meeting === address.meeting : booked.isNear && !address.isUnreadable;
		});
	});
	var complete = found.reduce(function (before, booked) {
		return booked.addresses.reduce(function (known, other) {
			if (known.meeting && known.meeting !== other.meeting) return known;
			return withMissingParts(known, booked.isNear ? other : zoomAddress([other.meeting, other.passcode]));
		}, before);
	}, address);
	var near = found.filter(function (booked) {
		return booked.isNear;
	})[0];
	return { address: complete, title: near ? near.title : '' };
}

function timeOf(booking, which) {
	return Date.parse(textOf(booking.Time && booking.Time[which]));
}

/** A codec that tells nothing about privacy knows no private bookings. */
function isPrivate(booking) {
	return !/^(public)?$/i.test(textOf(booking.Privacy));
}

/** The numbers of its calls, then its text. */
function textIn(booking) {
	return listOf(booking.DialInfo && booking.DialInfo.Calls && booking.DialInfo.Calls.Call)
		.map(function (call) {
			return textOf(call.Number).replace(/\s|%20/g, '');
		})
		.concat(textOf(booking.Agenda))
		.join('\n');
}

// ----- Read calendar -----

var CALENDAR_TIMEOUT_MS = 5e3;

/**
 * Reads the Zoom meetings that people may be joining, the likeliest first. Each request is tried twice. What
 * cannot be read in 5 s is left out.
 */
function readMeetings(room) {
	function notRead(error) {
		room.runtime.warn(failed('reading the calendar', describeError(error)));
		return [];
	}
	function twice(read) {
		return withTimeout(room.runtime, CALENDAR_TIMEOUT_MS, read().then(undefined, read)).then(
			undefined,
			notRead
		);
	}
	var current = twice(function () {
		return readOptional(room.runtime, CALENDAR_TIMEOUT_MS, room.xapi.status.get('Bookings Current Id')).then(
			function (id) {
				if (!textOf(id)) return [];
				var found = room.xapi.command('Bookings Get', { Id: textOf(id) });
				return found.then(function (answer) {
					return listOf(answer && (answer.Booking || answer));
				});
			}
		);
	});
	var listed = twice(function () {
		return room.xapi.command('Bookings List', { Days: 2, DayOffset: 0 }).then(function (answer) {
			if (!answer) throw new Error('an empty answer');
			return listOf(answer.Booking);
		});
	});
	return Promise.all([current, listed])
		.then(function (read) {
			return bookedMeetings(read[0], read[1], room.runtime.now(), room.settings.zoomDomains);
		})
		.then(undefined, notRead);
}

// ----- Room -----

/** How many calls of a kind are remembered. */
var REMEMBERED = 20;

function has(ids, id) {
	return ids.indexOf(id) >= 0;
}

/** Remembers a call. Gives whether it is a new one; calls without an id cannot be told apart. */
function remember(ids, id) {
	var isNew = !has(ids, id);
	if (id && isNew && ids.push(id) > REMEMBERED) ids.shift();
	return isNew;
}

// ----- Stage -----

/**
 * An empty list of calls is believed if so many looks in a row agree; twice as many where a call is known to
 * be up.
 */
var LOOKS = 3;

/** Ends the stage before: its timers are stopped, and its late answers dropped. */
function enterStage(stage, judge) {
	stage.timers.splice(0).forEach(function (timer) {
		stage.runtime.cancel(timer);
	});
	stage.token = {};
	stage.judge = judge;
}

/** Whether a call is up as far as reports tell. A report may have been lost, so the list of calls decides. */
function isKnownUp(room) {
	return room.connected.some(function (id) {
		return !has(room.ended, id);
	});
}

/** Looks at the calls. Only the last look counts. */
function look(stage, looks) {
	var mine = {};
	var enough = isKnownUp(stage) ? 2 * LOOKS : LOOKS;
	stage.lastLook = mine;
	when(stage, readCalls(stage, looks || enough), function (read) {
		if (stage.lastLook !== mine) return;
		var calls = (read || []).filter(function (call) {
			return !has(stage.ended, call.id);
		});
		calls.filter(isConnected).forEach(function (call) {
			return remember(stage.connected, call.id);
		});
		stage.judge(calls, read);
	});
}

/** Looks at the calls after a while, unless that is done before. */
function lookAfter(stage, milliseconds) {
	var last = stage.lastLook;
	after(stage, milliseconds, function () {
		if (stage.lastLook === last) look(stage);
	});
}

function after(stage, milliseconds, then) {
	var run = within(stage, then);
	stage.timers.push(stage.runtime.after(milliseconds, run));
}

function when(stage, answer, then, rejected) {
	logRejection(stage.runtime, answer.then(within(stage, then), rejected && within(stage, rejected)));
}

function within(stage, then) {
	var asked = stage.token;
	return function (value) {
		if (stage.token === asked)
			run(stage, function () {
				return then(value);
			});
	};
}

/** Runs something. If it throws, nothing is repaired any more, and the macro reacts to the next failure. */
function run(stage, step) {
	guardListener(stage.runtime, function () {
		try {
			step();
		} catch (error) {
			leave(stage);
			throw error;
		}
	})(stage);
}

/** Nothing is repaired any more. */
function leave(stage) {
	enterStage(stage, ignore);
	stage.isOver = true;
}

// ----- Repair -----

/**
 * The repair of a failed join, in the order in which it happens: attempt, until free, dial, follow, finish or
 * give up.
 */
var PAUSE_MS = 5e3;
var CLEARING_LOOK_MS = 250;
var CLEARING_TIMEOUT_MS = 8e3;

/** How much longer a call may ring. */
var INCOMING_TIMEOUT_MS = 52 * 1e3;
var ANSWER_TIMEOUT_MS = 10 * 1e3;

/** If no call has come up by then, an alert is shown. */
var UP_TIMEOUT_MS = 30 * 1e3;

/** A redial is followed for so long. */
var RINGING_TIMEOUT_MS = 2 * 60 * 1e3;
var RINGING_LOOK_MS = 5e3;
var MISSING_LOOK_MS = 2e3;
var ERROR_BAD_PARAMETERS = 4;

/**
 * A join failed: repairs it, unless it was redialed often enough. `isOlder` is whether it may have begun
 * before the macro.
 */
function begin(repair, end, address, isOlder) {
	repair.address = address;
	repair.title = '';
	repair.isOver = repair.hasDialed = false;
	log(repair, sslFailure(end.callId, end.cause));
	// A redial from before a restart is not remembered: repairing it could go on for ever.
	if (!mayRedial(repair)) giveUp(repair, UNREACHABLE);
	else if (isOlder && mayBeRedial(repair, end)) giveUp(repair, MAYBE_REDIAL);
	else attempt(repair, repair.settings.redialDelaySeconds * 1e3);
}

/** A pause, in which the calendar completes the address of the first redial. */
function attempt(repair, pauseMs) {
	var address = repair.address;
	var meetings = [];
	enter(repair, function (calls, read) {
		// Where a call is known to be up, one answer that there is none is not enough to show something.
		var isFree = read && (read.length > 0 || !isKnownUp(repair));
		if (!isTaken(repair, calls) && isFree) repair.screen.showLine();
	});
	look(repair, 1);
	var pause = new Promise(function (resolve) {
		after(repair, pauseMs, resolve);
	});
	var calendar =
		repair.hasDialed ||
		readMeetings(repair).then(function (read) {
			meetings = read;
		});
	var isEnough = address.meeting && address.passcode;
	var ready = isEnough ? pause : Promise.all([pause, calendar]);
	when(repair, ready, function () {
		var complete = completeFromBookings(address, meetings);
		repair.address = complete.address;
		repair.title = complete.title || repair.title;
		if (!dialString(repair.address)) giveUp(repair, NO_MEETING);
		else untilFree(repair);
	});
}

/** Waits until no call is left, and dials in the same turn. */
function untilFree(repair) {
	var isRinging = false;
	enter(repair, function (calls, read) {
		if (isTaken(repair, calls)) return;
		if (read && read.length === 0) return redial(repair);
		if (read) repair.screen.showLine();
		// An incoming call, or a redial of an earlier repair.
		isRinging = calls.some(function (call) {
			return call.state !== 'ending';
		});
		lookAfter(repair, CLEARING_LOOK_MS);
	});
	look(repair);
	after(repair, CLEARING_TIMEOUT_MS, function () {
		after(repair, isRinging ? INCOMING_TIMEOUT_MS : 0, function () {
			giveUp(repair, NOT_CLEARED);
		});
	});
}

/** Dials. What may have been dialed is dialed again only if its end was reported, or `Dial` refused. */
function redial(repair) {
	var address = repair.address,
		settings = repair.settings;
	var call = {
		Number: dialString(address),
		Protocol: settings.redialProtocol
	};
	if (repair.title) call.DisplayName = repair.title;
	var undo = spend(repair, address.meeting);
	log(repair, redialing(settings.redialProtocol, address.passcode !== ''));
	repair.hasDialed = true;
	follow(repair, '');
	when(
		repair,
		repair.xapi.command('Dial', call),
		function (answer) {
			dialed(repair, idOf(answer && answer.CallId));
		},
		function (error) {
			var code = errorCode(error);
			// An error without one of the codec's codes does not say that nothing was dialed.
			if (!(code > 0 && code <= ERROR_BAD_PARAMETERS)) return dialed(repair, '');
			// A call that is followed already is not the one that was refused.
			if (repair.callId) return;
			if (code < ERROR_BAD_PARAMETERS || !repair.title) return redialEnded(repair, describeError(error));
			log(repair, WITHOUT_NAME, true);
			undo();
			repair.title = '';
			untilFree(repair);
		}
	);
	after(repair, ANSWER_TIMEOUT_MS, function () {
		dialed(repair, '');
	});
}

/**
 * `callId` is '' if the codec gives none, or no answer in time. Then the list of calls tells, or the end of a
 * call that may be the redial.
 */
function dialed(repair, callId) {
	repair.isAnswered = true;
	if (callId) isCall(repair, callId);
	var end = repair.ends.filter(function (one) {
		return callId && one.callId === callId;
	})[0];
	if (end) redialEnded(repair, end.cause, end);
	else look(repair);
}

function isCall(repair, callId) {
	repair.callId = callId;
	remember(repair.redialed, callId);
}

/** Follows a redial until it connects or ends. `callId` is '' if it is not known yet. */
function follow(repair, callId) {
	enter(repair, function (calls, read) {
		var own = calls.filter(function (call) {
			return repair.callId ? call.id === repair.callId && call.state !== 'ending' : isRedial(repair, call);
		})[0];
		var end = repair.ends
			.filter(function (one) {
				return mayBeRedial(repair, one);
			})
			.pop();
		if (own && isConnected(own)) return finish(repair, CONNECTED);
		if (calls.some(isConnected) || (repair.isOtherUp && !own)) return finish(repair, OTHER_CALL);
		// Before `Dial` is answered, these may be calls that people dialed.
		if (own && repair.isAnswered) isCall(repair, own.id);
		if (end && repair.isAnswered && !repair.callId) return redialEnded(repair, end.cause, end);
		// Missing once, its end may still be reported.
		if (read && !own && repair.isSeen && repair.isMissing) return redialEnded(repair, NOT_LISTED);
		if (own) repair.isSeen = true;
		repair.isMissing = !own;
		lookAfter(repair, repair.isSeen && !own ? MISSING_LOOK_MS : RINGING_LOOK_MS);
	});
	repair.isOut = true;
	repair.isSeen = repair.isAnswered = callId !== '';
	repair.isMissing = false;
	isCall(repair, callId);
	lookAfter(repair, RINGING_LOOK_MS);
	after(repair, UP_TIMEOUT_MS, function () {
		if (!repair.isSeen) redialEnded(repair, NOT_LISTED);
	});
	after(repair, RINGING_TIMEOUT_MS, function () {
		if (repair.isMissing) redialEnded(repair, NOT_LISTED);
		else finish(repair, OTHER_CALL);
	});
}

/** The redial has ended, as `end` reports, or was refused, or is not listed. */
function redialEnded(repair, cause, end) {
	// People who hung up the redial, or another call to the meeting meanwhile, do not want to be called again.
	var isHungUp = repair.ends.some(function (one) {
		return one.wasHungUp && (one === end || isSame(repair, one));
	});
	if (end && (end.wasConnected || has(repair.connected, end.callId))) return finish(repair, CONNECTED);
	if (isHungUp) return finish(repair, HUNG_UP);
	log(repair, failed('redial', cause), true);
	// A call that is not listed may still be on its way.
	if (cause !== NOT_LISTED && mayRedial(repair)) attempt(repair, PAUSE_MS);
	else giveUp(repair, UNREACHABLE);
}

/** Ends the repair: the room is connected, or people hung up, or another call is active. */
function finish(repair, line, isWarning) {
	leave(repair);
	repair.screen.clear();
	log(repair, line, isWarning);
	if (line === CONNECTED) forgive(repair, repair.address.meeting);
}

/** Ends the repair with an alert, unless a call is up or coming up. */
function giveUp(repair, reason) {
	var screen = repair.screen,
		settings = repair.settings;
	enter(repair, function (calls) {
		if (isTaken(repair, calls)) return;
		// A redial of an earlier repair that still rings: if it fails, an alert follows.
		var earlier = calls.filter(function (call) {
			return isBusy(call);
		})[0];
		if (earlier) return follow(repair, earlier.id);
		finish(repair, givingUp(reason, settings.showMessages), true);
		screen.showAlert(reason === NO_MEETING ? settings.messageNoMeeting : settings.messageNotReached);
	});
	look(repair);
}

/** A call has connected. */
function callConnected(repair, callId) {
	if (repair.isOut && callId && repair.callId === callId) return finish(repair, CONNECTED);
	repair.isOtherUp = true;
	look(repair);
}

/** Whether a call that ended is the redial that is out, or may be it. Then the repair goes on from there. */
function takesEnd(repair, end) {
	var isIt = repair.callId && end.callId ? end.callId === repair.callId : mayBeRedial(repair, end);
	if (repair.isOver || !repair.isOut) return false;
	repair.ends = repair.ends.concat(end);
	if (isIt && repair.callId) redialEnded(repair, end.cause, end);
	else if (isIt) look(repair);
	return isIt;
}

/** Every stage begins with this, and with a look at the calls. */
function enter(repair, judge) {
	enterStage(repair, judge);
	repair.isOut = repair.isOtherUp = false;
	repair.ends = [];
}

/** Whether a call is up or coming up. Then the redial after all is followed, or the repair is over. */
function isTaken(repair, calls) {
	// A redial of an earlier repair that still rings is waited for, as incoming calls are.
	var up = calls.filter(function (call) {
		return isConnected(call) || (isBusy(call) && (repair.hasDialed || !has(repair.redialed, call.id)));
	});
	var own = up.filter(function (call) {
		return repair.hasDialed && isRedial(repair, call);
	})[0];
	if (own && !isConnected(own)) follow(repair, own.id);
	else if (up.length > 0) finish(repair, own ? CONNECTED : OTHER_CALL);
	return up.length > 0;
}

function isRedial(repair, call) {
	return (
		isBusy(call) &&
		call.meeting === repair.address.meeting &&
		isProtocol(call.protocol, repair.settings.redialProtocol)
	);
}

function mayBeRedial(repair, end) {
	return isSame(repair, end) && isProtocol(end.protocol, repair.settings.redialProtocol);
}

/** Whether a call that ended led to the meeting under repair. */
function isSame(repair, end) {
	return end.address !== undefined && end.address.meeting === repair.address.meeting;
}

function mayRedial(repair) {
	var isAllowed = isWithinBudget(repair, repair.address.meeting);
	if (!isAllowed) log(repair, limitReached(repair.settings.maxRedials), true);
	return isAllowed;
}

function log(repair, line, isWarning) {
	repair.runtime[isWarning ? 'warn' : 'log'](shortMeeting(repair.address) + ': ' + line);
}

// ----- Screen -----

/** How long the line about a redial, and an alert, are shown. */
var LINE_MS = 15 * 1e3;
var ALERT_MS = 20 * 1e3;

/** A message may take a second each way. */
var REQUEST_TIMEOUT_MS = 2e3;

function createScreen(xapi, runtime, settings) {
	var shown = {};
	var last = Promise.resolve();
	/** Requests go out one after the other, so that none overtakes another. Each is tried twice. */
	function request(what, parameters) {
		var attempt = function () {
			return withTimeout(
				runtime,
				REQUEST_TIMEOUT_MS,
				xapi.command('UserInterface Message '.concat(what), parameters)
			);
		};
		if (!settings.showMessages) return;
		last = last
			.then(attempt)
			.then(undefined, attempt)
			.then(undefined, function (error) {
				if (what === 'Alert Display') runtime.warn(failed('showing the alert', describeError(error)));
			});
	}
	function show(what, milliseconds, message) {
		shown[what] = runtime.after(milliseconds, function () {
			shown[what] = undefined;
		});
		request(''.concat(what, ' Display'), message);
	}
	function clear(what) {
		if (shown[what] === undefined) return;
		runtime.cancel(shown[what]);
		shown[what] = undefined;
		request(''.concat(what, ' Clear'), {});
	}
	return {
		showLine: function () {
			if (shown.TextLine !== undefined) return;
			show('TextLine', LINE_MS, { Text: settings.messageConnecting, Duration: LINE_MS / 1e3 });
		},
		showAlert: function (text) {
			show('Alert', ALERT_MS, { Title: 'Zoom', Text: text, Duration: ALERT_MS / 1e3 });
		},
		clear: function () {
			clear('TextLine');
			clear('Alert');
		}
	};
}

// ----- Redialer -----

/** If the calls at start cannot be read: one that ends this soon may have been among them. */
var AFTER_START_MS = 60 * 1e3;

/** Routes the end of a call to the repair whose redial it is, or starts the repair of a failed join. */
function createRedialer(xapi, runtime, settings) {
	var repair = noRepair(xapi, runtime, settings);
	var connected = repair.connected,
		ended = repair.ended;
	/** The calls from before the start; undefined if it is not known which these are. */
	var older;
	var isFirst = true;
	function started(calls) {
		older = calls.map(function (call) {
			return call.id;
		});
		calls.filter(isConnected).forEach(function (call) {
			return remember(connected, call.id);
		});
	}
	void readCalls(repair, LOOKS).then(function (calls) {
		if (calls) return started(calls);
		runtime.after(AFTER_START_MS, function () {
			started([]);
		});
	});
	function callEnded(report) {
		var end = callEnd(report, settings);
		var address = end.address,
			callId = end.callId;
		if (!remember(ended, callId) || takesEnd(repair, end) || !address) return;
		var isActive = !repair.isOver;
		var isOfRepair = isActive && isSame(repair, end);
		// Nobody has joined a meeting if the call is a redial of an earlier repair whose end is reported late.
		var isNoJoin = !address.meeting || has(repair.redialed, callId);
		var reason =
			end.ignoredReason ||
			(has(connected, callId) && HAD_CONNECTED) ||
			(isActive && (isOfRepair || repair.isOut || isNoJoin) && IN_PROGRESS);
		if (reason) {
			var line = shortMeeting(address) + ': ' + ignored(callId, reason);
			runtime[end.isSuspicious ? 'warn' : 'log'](line);
			if (isOfRepair && end.wasHungUp && !repair.isOut) finish(repair, HUNG_UP);
			return;
		}
		// What people see of one join disappears when another one fails.
		if (isActive) finish(repair, OTHER_CALL);
		repair.screen.clear();
		if (isFirst) logLikelyCause(repair);
		isFirst = false;
		begin(repair, end, address, !older || has(older, callId));
	}
	return {
		callEnded: function (report) {
			run(repair, function () {
				callEnded(report);
			});
		},
		callConnected: function (report) {
			var callId = idOf(report.CallId);
			// Reports come more than once, and late.
			var isNews = remember(connected, callId) && !has(ended, callId);
			// Nothing is shown over a call. Which call it is, the list of calls tells.
			repair.screen.clear();
			if (isNews && !repair.isOver) callConnected(repair, callId);
		}
	};
}

/** What a macro starts with. */
function noRepair(xapi, runtime, settings) {
	return {
		xapi: xapi,
		runtime: runtime,
		settings: settings,
		screen: createScreen(xapi, runtime, settings),
		ended: [],
		connected: [],
		redialed: [],
		spent: [],
		timers: [],
		token: {},
		lastLook: {},
		judge: ignore,
		isOver: true,
		address: zoomAddress([], ''),
		title: '',
		hasDialed: false,
		isOut: false,
		callId: '',
		isAnswered: false,
		isSeen: false,
		isMissing: false,
		isOtherUp: false,
		ends: []
	};
}

// ----- Settings -----

/** Every setting of the macro, declared here and nowhere else. */
var declared = {
	zoomDomains: {
		default: 'zoomcrc.com,zmus.us,zmeu.us,zmau.us,zmca.us,zmjp.us,zmhk.us,zmin.us,zmbr.us,zmcn.us',
		words: 'domains',
		parse: wordsMatching(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)
	},
	redialProtocol: { default: 'Spark', choices: ['Spark', 'Sip', 'H323'] },
	redialDelaySeconds: { default: 1, min: 0, max: 10, whole: false },
	maxRedials: { default: 2, min: 1, max: 3, whole: true },
	sslKeywords: {
		default: 'ssl, tls, certificate',
		words: 'words of letters, digits and spaces,',
		parse: wordsMatching(/^[a-z0-9 ]{2,40}$/)
	},
	showMessages: { default: true },
	messageConnecting: { default: 'Connecting to Zoom, one moment please', maxLength: 140 },
	messageNotReached: {
		default: 'Zoom could not be reached. Please try again, or join from your laptop.',
		maxLength: 255
	},
	messageNoMeeting: {
		default: 'No Zoom meeting number was found. Please dial it manually, or join from your laptop.',
		maxLength: 255
	}
};

// ----- Start -----

/** Starts the macro with the settings that an integrator gave: from now on failed Zoom joins are redialed. */
function start(xapi, runtime, given) {
	var settings = readSettings(declared, given, runtime.warn);
	var redialer = createRedialer(xapi, runtime, settings);
	xapi.event.on('CallDisconnect', guardListener(runtime, redialer.callEnded));
	xapi.event.on('CallSuccessful', guardListener(runtime, redialer.callConnected));
	runtime.log(ready(version, settings.zoomDomains, settings.redialProtocol));
	if (settings.redialProtocol !== 'Spark') return;
	var checked = xapi.status.get('Webex Status').then(function (status) {
		// A codec that is still registering, or has no such status, is no reason to warn.
		if (status && !/Register/.test(status)) runtime.warn(notRegistered(status));
	}, ignore);
	logRejection(runtime, checked);
}

// ----- Main -----

start(xapi, codecRuntime, given);
